"""The oldest allowed version of each dependency, as constraints for pip: `python .ci/oldest.py`."""

import re
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
extras = project["optional-dependencies"]
wanted = project["dependencies"] + [one for name in extras if name != "dev" for one in extras[name]]
for one in dict.fromkeys(wanted):
    if bound := re.match(r"([\w-]+)>=([\d.]+)", one):
        print(f"{bound[1]}=={bound[2]}")
