"""How the sample's source package is made of published figures: `python samples/build_package.py`."""
