"""The command line: parses arguments, calls app, prints. Imports of app are lazy, so that help is quick."""
