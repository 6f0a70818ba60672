// What a page looks like on this screen. Evaluated in a world of its own (the page's scripts cannot reach it); asks nothing, changes
// nothing but the openings that `openings` taps. Every list is bounded. Boxes are in CSS pixels from the page's top left corner.
(() => {
  const MOST = {links: 600, headings: 120, small: 60, texts: 20, overflows: 10, fields: 60, forms: 12, nodes: 40000, taps: 24};
  const TARGETS = 'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=checkbox],[role=radio],[role=switch],[role=tab],[role=menuitem],[role=option]';
  const START = /^(start|begin|apply|pay|report|book|request|renew|register|order|claim|sign up|buy|tell us|make a|submit|continue|next)\b/i;
  const BUTTONISH = /(^|[-_\s])(btn|button|cta|start)($|[-_\s\d])/i;
  const LANDMARKS = 'nav,[role=navigation],header,[role=banner],footer,[role=contentinfo],aside,[role=complementary],main,[role=main]';
  const MAPLIKE = /\b(map|maps|leaflet|mapbox|openlayers|ol-viewport|arcgis|gmap|googlemaps?|esri)\b/i;
  const SEARCHISH = /search/i;
  let root = document.documentElement;

  const fold = (s, most = 200) => (s || '').replace(/\s+/g, ' ').trim().slice(0, most);
  const round = n => Math.round(n * 10) / 10;
  const boxOf = r => ({x: round(r.left + scrollX), y: round(r.top + scrollY), width: round(r.width), height: round(r.height)});
  const layoutWidth = () => root.clientWidth || innerWidth;

  let styles, clips; // of one look: a page may change between two
  const fresh = () => { styles = new Map(); clips = new Map(); };
  const styleOf = e => { let s = styles.get(e); if (!s) styles.set(e, s = getComputedStyle(e)); return s; };

  function selectorOf(e) { // as the reading of the HTML names elements, so that both halves speak of the same one
    const steps = [];
    for (let at = e; at && at.nodeType === 1; at = at.parentElement) {
      const tag = at.localName;
      if (at.id && /^[A-Za-z][\w-]*$/.test(at.id) && document.querySelectorAll('#' + at.id).length === 1) { steps.unshift('#' + at.id); break; }
      if (at === document.body || at === root) { steps.unshift(tag); continue; }
      let n = 1;
      for (let s = at.previousElementSibling; s; s = s.previousElementSibling) if (s.localName === tag) n++;
      steps.unshift(`${CSS.escape(tag)}:nth-of-type(${n})`);
    }
    return steps.join(' > ').slice(0, 500);
  }

  // What an ancestor leaves of its content: null (all of it), or its own rectangle.
  function clipOf(e) {
    let c = clips.get(e);
    if (c === undefined) {
      const s = styleOf(e);
      const reachable = /auto|scroll/.test(s.overflowX + s.overflowY);
      const hides = e !== document.body && e !== root && (s.overflowX !== 'visible' || s.overflowY !== 'visible');
      const r = hides ? e.getBoundingClientRect() : null;
      c = hides && (!reachable || r.width < 2 || r.height < 2) ? r : s.clip !== 'auto' && s.position === 'absolute' ? e.getBoundingClientRect() : null;
      if (c && s.clip !== 'auto' && /rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)/.test(s.clip)) c = {left: 0, right: 0, top: 0, bottom: 0};
      clips.set(e, c);
    }
    return c;
  }

  function isShown(e, rect) {
    const r = rect || e.getBoundingClientRect();
    if (r.width < 2 || r.height < 2) return false;
    if (!e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: false})) return false;
    const reach = Math.max(layoutWidth(), canScroll() ? root.scrollWidth : 0);
    if (r.right + scrollX <= 1 || r.bottom + scrollY <= 1 || r.left + scrollX >= reach - 1) return false;
    for (let at = e; at && at !== root; at = at.parentElement) {
      const c = clipOf(at);
      if (c && (Math.min(r.right, c.right) - Math.max(r.left, c.left) < 2 || Math.min(r.bottom, c.bottom) - Math.max(r.top, c.top) < 2)) return false;
    }
    return true;
  }

  function rectOf(e) { // of an element and what is in it: an image within a link is part of what is touched
    const r = e.getBoundingClientRect();
    if (!e.firstElementChild) return r;
    let {left, top, right, bottom} = r, empty = !(r.width && r.height);
    for (const inner of e.querySelectorAll('img,svg,picture,span,div,h1,h2,h3,h4,p,strong,i')) {
      const q = inner.getBoundingClientRect();
      if (!q.width || !q.height) continue;
      const s = styleOf(inner);
      if (s.position === 'absolute' || s.position === 'fixed' || s.visibility === 'hidden') continue;
      if (empty) { ({left, top, right, bottom} = q); empty = false; continue; }
      left = Math.min(left, q.left); top = Math.min(top, q.top); right = Math.max(right, q.right); bottom = Math.max(bottom, q.bottom);
    }
    return {left, top, right, bottom, width: right - left, height: bottom - top};
  }

  function nameOf(e) {
    const said = fold(e.localName === 'input' ? e.value : e.textContent);
    if (said) return said;
    const by = (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map(id => document.getElementById(id)?.textContent || '').join(' ');
    const picture = e.querySelector && e.querySelector('img[alt],svg title');
    return fold(by) || fold(e.getAttribute('aria-label')) || fold(picture ? picture.getAttribute('alt') || picture.textContent : '') || fold(e.title || e.getAttribute('alt'));
  }

  function regionOf(e) {
    let at = e.closest(LANDMARKS);
    while (at) {
      const tag = at.localName, role = at.getAttribute('role');
      if (role === 'navigation' || (tag === 'nav' && !role)) return 'nav';
      if (role === 'main' || tag === 'main') return 'main';
      if (role === 'complementary' || (tag === 'aside' && !role)) return 'aside';
      if (role === 'banner' || role === 'contentinfo' || !at.parentElement?.closest('main,[role=main],article,section')) return role === 'banner' || tag === 'header' ? 'header' : 'footer';
      at = at.parentElement?.closest(LANDMARKS);
    }
    return 'main';
  }

  const urlOf = e => { const href = e.localName === 'a' ? e.href : ''; return /^https?:/.test(href) && URL.canParse(href) ? href.split('#')[0].slice(0, 2000) : ''; };

  // Sideways

  let scrolls;
  function canScroll() {
    if (scrolls === undefined) {
      const of = styleOf(root).overflowX !== 'visible' ? styleOf(root) : document.body ? styleOf(document.body) : styleOf(root);
      scrolls = !/hidden|clip/.test(of.overflowX) && root.scrollWidth > layoutWidth() + 1;
    }
    return scrolls;
  }

  function isContained(e) { // an ancestor scrolls or cuts it, so that it does not widen the page
    for (let at = e.parentElement; at && at !== document.body && at !== root; at = at.parentElement) {
      const s = styleOf(at);
      if (s.overflowX !== 'visible') return true;
      if (s.position === 'fixed') return true;
    }
    return styleOf(e).position === 'fixed';
  }

  function isDataTable(t) {
    if (/^(presentation|none)$/.test(t.getAttribute('role') || '')) return false;
    return t.rows.length > 1 && Math.max(...[...t.rows].slice(0, 20).map(r => r.cells.length)) > 1 && !!(t.querySelector('th,caption') || t.tHead);
  }

  function causeOf(e, wide) {
    const table = e.closest('table'), inside = e.querySelector('table');
    if (table || (inside && inside.getBoundingClientRect().right > wide + 1)) return ['table', isDataTable(table || inside)];
    const named = [e, e.parentElement, e.firstElementChild].filter(Boolean).map(x => `${x.id} ${typeof x.className === 'string' ? x.className : ''} ${x.title || ''} ${x.getAttribute('src') || ''}`.replace(/[_-]/g, ' ')).join(' ');
    if (MAPLIKE.test(named) || (e.localName === 'img' && e.useMap)) return ['map', true];
    if (e.localName === 'iframe' || e.localName === 'object' || e.localName === 'embed') return ['frame', false];
    if (/^(pre|code|samp)$/.test(e.localName) || e.closest('pre')) return ['code', true];
    if (/^(svg|canvas|math)$/.test(e.localName)) return ['diagram', true];
    if (e.localName === 'video') return ['video', true];
    if (e.localName === 'img' || e.localName === 'picture') return ['image', false];
    const map = e.computedStyleMap();
    for (const p of ['width', 'min-width']) { const v = map.get(p); if (v && v.unit === 'px' && v.value > wide) return ['fixed-width', false]; }
    const s = styleOf(e);
    if (s.position === 'absolute' || s.position === 'fixed' || s.transform !== 'none' || (s.position === 'relative' && s.left !== 'auto' && parseFloat(s.left) > 0)) return ['placed', false];
    const widest = [...e.querySelectorAll('img,iframe,input,select,pre')].find(x => x.getBoundingClientRect().width > wide);
    if (widest) return causeOf(widest, wide);
    if (s.display === 'inline') return ['long-word', false];
    return ['wide', false];
  }

  function overflows() {
    const wide = layoutWidth();
    if (!canScroll() || root.scrollWidth <= wide + 1) return [];
    const found = [];
    let seen = 0;
    for (const e of document.body.querySelectorAll('*')) {
      if (++seen > MOST.nodes || found.length >= MOST.overflows) break;
      const r = e.getBoundingClientRect();
      if (r.right + scrollX <= wide + 1 || !r.width) continue;
      const parent = e.parentElement, pr = parent === document.body ? null : parent.getBoundingClientRect();
      if (pr && pr.right + scrollX > wide + 1 && pr.width) continue; // its parent is the cause, or holds it
      if (isContained(e) || styleOf(e).display === 'contents') continue;
      const [cause, exempt] = causeOf(e, wide);
      found.push({selector: selectorOf(e), text: nameOf(e).slice(0, 80), box: boxOf(r), cause, exempt});
    }
    if (!found.length) found.push(...longWords(wide));
    return found;
  }

  function longWords(wide) { // text that sticks out of a box that is itself narrow enough
    const found = [], range = document.createRange();
    for (const text of texts()) {
      range.selectNodeContents(text);
      const r = range.getBoundingClientRect();
      if (r.right + scrollX <= wide + 1 || isContained(text.parentElement)) continue;
      const pre = /^pre/.test(styleOf(text.parentElement).whiteSpace) && !!text.parentElement.closest('pre,code');
      found.push({selector: selectorOf(text.parentElement), text: fold(text.data, 80), box: boxOf(r), cause: pre ? 'code' : 'long-word', exempt: pre});
      if (found.length >= MOST.overflows) break;
    }
    return found;
  }

  // Fingers

  function touchable() {
    const found = [];
    for (const e of document.querySelectorAll(TARGETS)) {
      if (found.length >= 2000) break;
      if (e.disabled || e.getAttribute('aria-disabled') === 'true' || e.closest('[inert]')) continue;
      const rect = rectOf(e);
      if (!isShown(e, rect)) continue;
      if (found.length && found[found.length - 1].e.contains(e) && found[found.length - 1].e.matches('a,button,summary')) continue;
      found.push({e, rect: withLabel(e, rect), url: urlOf(e)});
    }
    return found;
  }

  function withLabel(e, r) { // a tap on the label of a box or a radio button ticks it
    if (!(e.localName === 'input' && /^(checkbox|radio)$/.test(e.type)) || !e.labels) return r;
    let {left, top, right, bottom} = r;
    for (const label of e.labels) {
      const q = label.getBoundingClientRect();
      if (!q.width || !q.height || q.bottom < r.top - 4 || q.top > r.bottom + 4) continue;
      left = Math.min(left, q.left); top = Math.min(top, q.top); right = Math.max(right, q.right); bottom = Math.max(bottom, q.bottom);
    }
    return {left, top, right, bottom, width: right - left, height: bottom - top};
  }

  function isInline(e) { // in a sentence, or as high as the line that other words make
    if (!styleOf(e).display.startsWith('inline') || styleOf(e).display !== 'inline') return false;
    let block = e.parentElement;
    while (block && styleOf(block).display === 'inline') block = block.parentElement;
    if (!block) return false;
    let others = 0;
    for (const t of walk(block)) {
      if (t.parentElement.closest(TARGETS) || e.contains(t)) continue;
      if (blockOf(t.parentElement) !== block) continue;
      others += (t.data.match(/[\p{L}\p{N}]/gu) || []).length;
      if (others >= 3) return true;
    }
    return false;
  }
  const blockOf = e => { while (e && styleOf(e).display === 'inline') e = e.parentElement; return e; };

  const isNative = e => e.localName === 'input' && /^(checkbox|radio)$/.test(e.type) && styleOf(e).appearance === 'auto' && parseFloat(styleOf(e).width) === 13;

  function small(all) {
    const low = all.filter(t => t.rect.width < 23.95 || t.rect.height < 23.95);
    const lowSet = new Set(low), big = new Set(all.filter(t => !lowSet.has(t) && t.url).map(t => t.url));
    const found = [];
    for (const t of low) {
      const e = t.e, cx = (t.rect.left + t.rect.right) / 2, cy = (t.rect.top + t.rect.bottom) / 2;
      const crowded = all.some(o => {
        if (o === t || o.e.contains(e) || e.contains(o.e) || (t.url && o.url === t.url)) return false;
        const r = o.rect, dx = Math.max(r.left - cx, 0, cx - r.right), dy = Math.max(r.top - cy, 0, cy - r.bottom);
        if (Math.hypot(dx, dy) < 11.95) return true;
        return lowSet.has(o) && Math.hypot((r.left + r.right) / 2 - cx, (r.top + r.bottom) / 2 - cy) < 23.95;
      });
      found.push({selector: selectorOf(e), text: nameOf(e), box: boxOf(t.rect), inline: isInline(e), spaced: !crowded, twin: !!t.url && big.has(t.url), native: isNative(e)});
    }
    const fails = f => !(f.inline || f.spaced || f.twin || f.native);
    return found.filter(fails).concat(found.filter(f => !fails(f))).slice(0, MOST.small);
  }

  // Words

  function* walk(from) {
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT);
    let n = 0;
    while (walker.nextNode() && ++n < MOST.nodes) {
      const t = walker.currentNode;
      if (t.data.trim() && t.parentElement && !/^(script|style|noscript|template|option|title)$/.test(t.parentElement.localName)) yield t;
    }
  }
  let shownTexts;
  function texts() {
    if (shownTexts) return shownTexts;
    const known = new Map();
    shownTexts = [];
    for (const t of walk(document.body)) {
      let shown = known.get(t.parentElement);
      if (shown === undefined) known.set(t.parentElement, shown = isShown(t.parentElement) || isShownWithin(t));
      if (shown) shownTexts.push(t);
    }
    return shownTexts;
  }
  function isShownWithin(t) { // display: contents, and lines that stand out of a box without height
    const range = document.createRange();
    range.selectNodeContents(t);
    const r = range.getBoundingClientRect();
    return r.width >= 2 && r.height >= 2 && isShown(t.parentElement, r);
  }

  function letters() {
    const sizes = new Map(), low = [];
    let words = 0;
    for (const t of texts()) {
      const size = round(parseFloat(styleOf(t.parentElement).fontSize)), said = fold(t.data, 100000);
      words += (said.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) || []).length;
      const n = (said.match(/[\p{L}\p{N}]/gu) || []).length;
      if (!n) continue;
      sizes.set(size, (sizes.get(size) || 0) + n);
      if (size < 12 && n > 1) low.push({selector: selectorOf(t.parentElement), text: said.slice(0, 120), box: boxOf(t.parentElement.getBoundingClientRect()), size, n});
    }
    low.sort((a, b) => b.n - a.n);
    return {sizes: [...sizes].sort((a, b) => a[0] - b[0]).slice(0, 60), small_texts: low.slice(0, MOST.texts).map(({n, ...x}) => x), words};
  }

  const AWAY = [
    /\b(best|only)\s+(viewed|used|works?|working|available|accessible|completed?)\s+(on|with|from|using|via|in)\s+(an?\s+|your\s+)?(desktop|laptop|pc\b|computer|full[- ]size)/i,
    /\b(please|you(?:'ll| will)? (?:need|have) to|you must|we (?:recommend|advise|suggest)(?: that)?(?: you)?)\s+(?:to\s+)?(use|using|open|view|switch to|complete \w+ (?:\w+ )?on)\s+[^.]{0,40}\b(desktop|laptop|pc|computer)\b/i,
    /\b(does|do|will|can)(?:\s+not|n[o'’]t)\s+(be\s+)?(work\w*|supported|available|viewed|used|completed?|displayed?|function\w*)\s+(properly\s+|well\s+|correctly\s+)?(on|with|by|using|from)\s+(an?\s+|your\s+|most\s+|all\s+|some\s+)?(mobiles?|phones?|smart ?phones?|tablets?|handhelds?)\b/i,
    /\b(is|are)(?:\s+not|n['’]t)\s+(currently\s+)?(supported|available|suitable|optimi[sz]ed|compatible|designed)\s+(on|for|with)\s+(an?\s+|your\s+|use on\s+|most\s+|all\s+|some\s+)?(mobiles?|phones?|smart ?phones?|tablets?|handhelds?)\b/i,
    /\b(desktop|laptop|computer)\s+(only|required|needed)\b/i,
    /\b(form|page|service|map|site|website|portal|tool|system|feature|application)s?\s+(only\s+)?(needs?|requires?)\s+(an?\s+|the use of an?\s+)?(desktop|laptop|pc\b|computer|full[- ]size|larger? screen)/i,
  ];
  function desktopOnly() {
    const found = [], seen = new Set();
    for (const t of texts()) {
      if (!/desktop|laptop|\bpc\b|computer|mobile|phone|tablet|handheld/i.test(t.data)) continue;
      const block = blockOf(t.parentElement) || t.parentElement;
      if (seen.has(block)) continue;
      seen.add(block);
      const said = fold(block.textContent, 400), hit = AWAY.map(p => p.exec(said)).find(Boolean);
      if (hit) found.push({selector: selectorOf(block), text: said.slice(Math.max(0, hit.index - 40), hit.index + 160), box: boxOf(block.getBoundingClientRect()), size: round(parseFloat(styleOf(block).fontSize))});
      if (found.length >= 5) break;
    }
    return found;
  }

  // What lies above the page

  function overlays() {
    const area = innerWidth * innerHeight, found = [];
    const main = document.querySelector('main,[role=main],h1');
    for (const e of document.body.querySelectorAll('*')) {
      const s = styleOf(e), dialog = e.localName === 'dialog' || /^(dialog|alertdialog)$/.test(e.getAttribute('role') || '');
      if (s.position !== 'fixed' && !(dialog && /absolute|relative/.test(s.position))) continue;
      if (found.some(f => f.e.contains(e)) || (main && e.contains(main)) || s.pointerEvents === 'none') continue;
      const r = e.getBoundingClientRect();
      const w = Math.min(r.right, innerWidth) - Math.max(r.left, 0), h = Math.min(r.bottom, innerHeight) - Math.max(r.top, 0);
      if (w < 20 || h < 20 || !isShown(e, r)) continue;
      const top = document.elementFromPoint(Math.max(r.left, 0) + w / 2, Math.max(r.top, 0) + h / 2);
      if (!top || !(e.contains(top) || top === e)) continue;
      found.push({e, r, share: w * h / area});
      if (found.length >= 10) break;
    }
    return found.filter(f => f.share >= 0.05).map(({e, r, share}) => ({
      selector: selectorOf(e), text: fold(e.innerText, 200), box: boxOf(r), share: Math.round(share * 1000) / 1000,
      cookies: /cookie|consent/i.test(`${e.id} ${e.className} ${e.textContent.slice(0, 2000)}`),
      closable: [...e.querySelectorAll('a[href],button,[role=button],input[type=submit],input[type=button]')].some(b => {
        const q = b.getBoundingClientRect();
        return isShown(b, q) && q.top < innerHeight && q.bottom > 0;
      }),
    }));
  }

  // Links, headings, forms

  const LINKS = 'a[href],button,[role=button],input[type=submit],input[type=button]';
  let listed = [];
  function links() {
    listed = [...document.querySelectorAll(LINKS)].slice(0, MOST.links);
    return listed.map(e => {
      const rect = rectOf(e), shown = isShown(e, rect), text = nameOf(e), isButton = e.localName !== 'a' || e.getAttribute('role') === 'button' || BUTTONISH.test(typeof e.className === 'string' ? e.className : '');
      return {text, url: urlOf(e), selector: selectorOf(e), box: shown ? boxOf(rect) : null, taps: shown ? 0 : -1, opener: '', region: regionOf(e), button: isButton, start: isButton && START.test(text)};
    });
  }

  function headings() {
    return [...document.querySelectorAll('h1,h2,h3,h4,h5,h6,[role=heading]')].slice(0, MOST.headings).map(e => {
      const r = e.getBoundingClientRect();
      return {level: +(e.getAttribute('aria-level') || e.localName[1]) || 2, text: nameOf(e), selector: selectorOf(e), box: isShown(e, r) ? boxOf(r) : null};
    });
  }

  const FIELDS = 'input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset]),select,textarea';
  function forms(touch) {
    const wide = Math.max(layoutWidth(), 0), found = [];
    for (const form of document.querySelectorAll('form')) {
      if (form.closest('[role=search]') || form.getAttribute('role') === 'search' || form.querySelector('[type=search]')) continue;
      const all = [...form.querySelectorAll(FIELDS)];
      if (all.length === 1 && SEARCHISH.test(`${form.id} ${form.className} ${form.action} ${all[0].name} ${all[0].id}`)) continue;
      const shown = all.filter(e => isShown(e) || (/^(checkbox|radio|file)$/.test(e.type) && [...(e.labels || [])].some(l => isShown(l)))).slice(0, MOST.fields);
      if (!shown.length) continue;
      const send = [...form.querySelectorAll('button:not([type=button]):not([type=reset]),input[type=submit],input[type=image]')].find(b => isShown(b));
      found.push({
        selector: selectorOf(form), region: regionOf(form), action: (form.action && String(form.getAttribute('action') || location.href)).slice(0, 500) || '', box: boxOf(form.getBoundingClientRect()),
        submit: send ? boxOf(send.getBoundingClientRect()) : null, submit_selector: send ? selectorOf(send) : '',
        fields: shown.map(e => {
          const r = e.getBoundingClientRect(), by = (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean).map(id => document.getElementById(id)?.textContent || '').join(' ');
          return {
            selector: selectorOf(e), type: e.type || e.localName, name: (e.name || '').slice(0, 200), autocomplete: (e.getAttribute('autocomplete') || '').slice(0, 100), inputmode: (e.getAttribute('inputmode') || '').slice(0, 40),
            label: fold([...(e.labels || [])].map(l => l.textContent).join(' ')) || fold(by) || fold(e.getAttribute('aria-label')) || fold(e.title),
            box: boxOf(r), size: round(parseFloat(styleOf(e).fontSize)),
            off_screen: r.width >= 2 && (r.right + scrollX > wide + 2 || r.left + scrollX < -2), covered: false, e,
          };
        }),
      });
      if (found.length >= MOST.forms) break;
    }
    if (touch) covered(found);
    else for (const form of found) for (const f of form.fields) delete f.e;
    return found;
  }

  function covered(found) { // scrolls to each field in turn: what floats above it takes its taps
    const x = scrollX, y = scrollY;
    for (const form of found) for (const f of form.fields) {
      const e = f.e;
      delete f.e;
      if (!/^(text|email|tel|number|date|password|url|textarea|select-one)$/.test(f.type)) continue;
      e.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'});
      const r = e.getBoundingClientRect(), top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
      if (!top || top === e || e.contains(top) || top.contains(e) || [...(e.labels || [])].some(l => l.contains(top))) continue;
      let at = top;
      while (at && getComputedStyle(at).position !== 'fixed') at = at.parentElement;
      f.covered = !!at && !at.contains(e);
    }
    scrollTo({left: x, top: y, behavior: 'instant'});
  }

  function plugins() {
    const found = [];
    for (const e of document.querySelectorAll('object,embed,applet')) {
      const said = `${e.type || ''} ${e.getAttribute('classid') || ''} ${e.data || ''} ${e.src || ''} ${e.getAttribute('codetype') || ''}`.toLowerCase();
      const kind = e.localName === 'applet' || /java-|clsid:8ad9c840/.test(said) ? 'java' : /flash|\.swf|d27cdb6e/.test(said) ? 'flash' : /silverlight|\.xap/.test(said) ? 'silverlight' : /clsid:/.test(said) ? 'activex' : '';
      if (kind && !(e.parentElement && e.parentElement.closest('object'))) found.push({selector: selectorOf(e), kind});
    }
    return found.slice(0, 10);
  }

  // Doors

  const wait = ms => new Promise(done => setTimeout(done, ms));
  const TOGGLES = 'summary,[aria-expanded=false],[data-toggle],[data-bs-toggle],label[for],button,[role=button],a[href="#"],a[href^="javascript:"]';
  const MENUISH = /\b(menu|nav|navigation|burger|hamburger|toggle|toggler|accordion|collapse|expand|more|services|open)\b/i;
  const CLOSES = /\b(close|dismiss|cancel|hide|less|back)\b|^[×✕✖x]$/i;
  const said = e => `${nameOf(e)} ${e.id} ${typeof e.className === 'string' ? e.className : ''} ${e.getAttribute('aria-label') || ''}`.replace(/[_-]/g, ' ');
  function isToggle(e) {
    if (CLOSES.test(nameOf(e)) || (!nameOf(e) && CLOSES.test(said(e)))) return false;
    if (e.matches('form button:not([type=button]):not([aria-expanded]),[type=submit]:not([aria-expanded])') || e.disabled) return false;
    if (e.matches('summary,[aria-expanded=false],[data-toggle=collapse],[data-bs-toggle=collapse],[data-toggle=dropdown],[data-bs-toggle=dropdown],[data-bs-toggle=offcanvas]')) return !(e.localName === 'a' && /^https?:/.test(e.href) && e.href.split('#')[0] !== location.href.split('#')[0]);
    if (e.localName === 'label') { const box = document.getElementById(e.htmlFor); return !!box && box.type === 'checkbox' && !box.closest('form') && !isShown(box); }
    return MENUISH.test(said(e));
  }

  async function openings() { // [[number in the list of links, taps, words of the opener]]
    fresh();
    const still = document.createElement('style');
    still.textContent = '*,*::before,*::after{transition:none!important;animation:none!important}';
    root.append(still);
    const found = new Map(), tapped = new Set();
    const hidden = () => listed.map((e, i) => [e, i]).filter(([e, i]) => !found.has(i) && e.isConnected);
    const waiting = hidden().filter(([e]) => !isShown(e, rectOf(e)));
    const before = new Set(waiting.map(([, i]) => i));
    async function open(level, words) {
      fresh();
      const doors = [...document.querySelectorAll(TOGGLES)].filter(e => !tapped.has(e) && isToggle(e) && isShown(e, rectOf(e)));
      for (const door of doors) {
        if (tapped.size >= MOST.taps || !waiting.some(([, i]) => !found.has(i))) return;
        if (tapped.has(door) || !isShown(door, rectOf(door))) continue;
        tapped.add(door);
        const name = nameOf(door) || 'menu', was = door.getAttribute('aria-expanded');
        door.click();
        let news = 0;
        for (const ms of [20, 60, 120]) { // some menus take their time, and say so by aria-expanded
          await wait(ms);
          fresh();
          for (const [e, i] of waiting) if (!found.has(i) && isShown(e, rectOf(e))) { found.set(i, [i, level, [words, name].filter(Boolean).join(', ').slice(0, 200)]); news++; }
          if (news || door.getAttribute('aria-expanded') === was) break;
        }
        if (level < 2 && news + [...document.querySelectorAll(TOGGLES)].filter(e => !tapped.has(e) && !doors.includes(e) && isToggle(e) && isShown(e, rectOf(e))).length) await open(level + 1, name);
        if (news || door.getAttribute('aria-expanded') === 'true') { door.click(); await wait(10); fresh(); }
      }
    }
    await open(1, '');
    still.remove();
    return [...found.values()].filter(([i]) => before.has(i));
  }

  function see(what) {
    fresh();
    scrolls = shownTexts = undefined;
    root = document.documentElement;
    if (!root || !document.body) return {};
    const facts = {layout_width: layoutWidth(), scroll_width: canScroll() ? root.scrollWidth : layoutWidth(), scroll_height: Math.max(root.scrollHeight, 0)};
    if (what.sideways) facts.overflows = overflows();
    if (!what.page) return facts;
    const meta = document.querySelector('meta[name=viewport i]'), main = document.querySelector('main,[role=main]') || document.querySelector('h1');
    Object.assign(facts, letters(), {
      forms: forms(what.touch), viewport: meta ? (meta.content || '').slice(0, 300) : null, links: links(), headings: headings(),
      main_top: main ? Math.max(0, round(main.getBoundingClientRect().top + scrollY)) : 0,
    });
    if (!what.touch) return facts;
    const all = touchable();
    return Object.assign(facts, {
      targets: all.length, targets_below_44: all.filter(t => t.rect.width < 43.95 || t.rect.height < 43.95).length, small_targets: small(all),
      overlays: overlays(), plugins: plugins(), desktop_only: desktopOnly(),
    });
  }

  globalThis.citizencheck = {see, openings, selectorOf, isShown: e => { fresh(); return isShown(e, rectOf(e)); }};
})()
