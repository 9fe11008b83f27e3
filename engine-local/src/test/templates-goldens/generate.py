"""Writes ../resources/templates/jinja2-corpus.json: what Python's jinja2 3.1 makes of small templates.

Needs Python 3.11+ and jinja2 3.1 (Debian: python3-jinja2). Run: python3 generate.py
Settings are those of model hubs: ImmutableSandboxedEnvironment, trim_blocks, lstrip_blocks,
loop controls, a `generation` tag, tojson without HTML escaping, strftime_now, raise_exception.
Cases come from cases.py; an `error` keeps the message only where the template raised it itself.
"""
import copy
import json
from datetime import datetime
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.exceptions import TemplateError, UndefinedError
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

import cases

CLOCK = "2026-03-14T09:26:53"


class Generation(Extension):
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


class Raised(TemplateError):
    pass


def environment():
    env = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])

    def tojson(x, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(x, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def raise_exception(message):
        raise Raised(message)

    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: datetime.fromisoformat(CLOCK).strftime(form)
    return env


def main():
    env = environment()
    out = []
    for template in dict.fromkeys(cases.all_cases()):
        if template in cases.EXCLUDED:
            continue
        case = {"template": template}
        try:
            case["text"] = env.from_string(template).render(**copy.deepcopy(cases.VARIABLES))
        except (Raised, UndefinedError) as e:
            case["error"] = str(e)
        except Exception:
            case["error"] = ""
        if " at 0x" in case.get("text", ""):
            continue
        out.append(case)
    chats = {}
    for path in sorted(Path(__file__).parent.glob("*.jinja")):
        chats[path.name] = {}
        for name, request in cases.CHATS.items():
            try:
                text = env.from_string(path.read_text()).render(
                    **{"bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": True, **copy.deepcopy(request)})
                chats[path.name][name] = {"text": text}
            except (Raised, UndefinedError) as e:
                chats[path.name][name] = {"error": str(e)}
            except Exception:
                chats[path.name][name] = {"error": ""}
    target = Path(__file__).parent.parent / "resources" / "templates" / "jinja2-corpus.json"
    with open(target, "w", encoding="utf-8") as f:
        f.write(json.dumps({
            "clock": CLOCK, "jinja2": jinja2.__version__, "variables": cases.VARIABLES,
            "cases": out, "chats": cases.CHATS, "templates": chats}, ensure_ascii=False, indent=0))
    errors = sum("error" in c for c in out)
    print(len(out), "cases,", errors, "errors,", len(chats), "chat templates")


main()
