"""Runs a command of IntuneCD against the emulator: intunecd.py URL backup|update arguments…

IntuneCD has Graph's address in its code, so requests to it are sent to the emulator. It reads the whole tenant; where the
emulator has no such query (501), it is asked without, and where it has nothing of the kind, the tenant has none.
"""

import sys

import requests

url, command = sys.argv[1:3]
original = requests.request


def request(method, url_given=None, **options):
    address = (url_given or options.pop("url")).replace("https://graph.microsoft.com", url)
    options.pop("url", None)
    answer = original(method, address, **options)
    if answer.status_code == 501 and options.get("params"):
        answer = original(method, address, **{**options, "params": None})
    if answer.status_code == 501 and method == "GET":
        answer.status_code = 200
        answer._content = b'{"value": []}'
    return answer


requests.request = request
sys.argv = [f"IntuneCD-start{command}", *sys.argv[3:]]
if command == "backup":
    from IntuneCD.run_backup import start
else:
    from IntuneCD.run_update import start
start()
