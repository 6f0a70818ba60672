"""``python -m citizencheck``."""

from citizencheck.cli import main

if __name__ == "__main__":
    main()
