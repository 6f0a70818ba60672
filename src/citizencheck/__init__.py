"""Is this council website built around what citizens do, or around how the council is organised?"""

__version__ = "0.1.0"
