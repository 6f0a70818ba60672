"""Pages as phones, desks and kiosks show them. The only room that imports a browser; it asks the network for nothing itself."""
