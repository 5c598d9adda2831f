# wapiti as Debian 12 has it (3.0.4), with one thing mended: its patterns of excluded addresses put
# their flags where Python 3.11 no longer takes them.
import fnmatch
import re

from wapitiCore.net import crawler

crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))

from wapitiCore.main.wapiti import wapiti_main  # after the mending

wapiti_main()
