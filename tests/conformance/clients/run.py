#!/usr/bin/env python3
"""Drives other people's programs against the sandbox: run.py PROGRAM FOLDER-WITH-NODE_MODULES [SANDBOX-OPTION...]."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

SECONDS = 60


class Checks:
    """Runs commands and keeps count."""

    def __init__(self, environment, folder):
        self.environment = environment
        self.folder = folder
        self.failures = 0
        self.passed = 0

    def run(self, name, command, wanted, environment=None):
        """`wanted` must be in what the command prints; gives that."""
        try:
            done = subprocess.run(command, cwd=self.folder, env={**self.environment, **(environment or {})}, text=True,
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
            output, problem = done.stdout + done.stderr, f"ended with {done.returncode}" if done.returncode else ""
        except subprocess.TimeoutExpired:
            output, problem = "", f"did not end within {SECONDS} s"
        if not problem and wanted not in output:
            problem = f"does not say “{wanted}”"
        print(f"{'FAIL' if problem else 'ok  '} {name}{': ' + problem if problem else ''}", flush=True)
        if problem:
            print("     " + output.strip()[-1500:].replace("\n", "\n     "), flush=True)
        self.failures += 1 if problem else 0
        self.passed += 0 if problem else 1
        return output


@contextlib.contextmanager
def sandbox(program, options):
    """The simulated providers; gives their ready line."""
    child = subprocess.Popen([program, "sandbox", "--scenario", "loop-health", "--speed", "20", *options], stdout=subprocess.PIPE)
    try:
        yield json.loads(child.stdout.readline())
    finally:
        child.terminate()
        child.wait(20)


@contextlib.contextmanager
def unix_door(path, port):
    """A Unix socket that leads to a port, byte by byte: gh speaks plain HTTP over one, whatever the URL says."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()

    def pipe(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)

    def accept():
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=pipe, args=ends, daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield
    finally:
        listener.close()


def ask(url, token):
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


def eventually(holds):
    """Whether it comes to hold within ten seconds."""
    end = time.monotonic() + 10
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def github(checks, ready, folder):
    gh = shutil.which("gh")
    if not gh:
        print("clients: gh: not checked: it is not installed")
        return
    door = f"{folder}/github"
    settings = {"GH_TOKEN": ready["tokens"]["github"]["full"], "GH_CONFIG_DIR": f"{folder}/gh", "GH_PROMPT_DISABLED": "1",
                "GH_NO_UPDATE_NOTIFIER": "1", "NO_COLOR": "1", "GH_REPO": "loop-health/platform"}
    with unix_door(door, int(ready["github"]["api"].rsplit(":", 1)[1])):
        def run(name, arguments, wanted):
            return checks.run(f"gh {name}", [gh, *arguments], wanted, settings)

        run("config", ["config", "set", "http_unix_socket", door], "")
        run("auth status", ["auth", "status"], "priya-nair")
        run("api user", ["api", "user", "--jq", ".login"], "priya-nair")
        count = run("api paginate", ["api", "--paginate", "repos/{owner}/{repo}/actions/runs?per_page=100",
                                     "--jq", ".workflow_runs[].run_number"], "1289")
        total = run("api count", ["api", "repos/{owner}/{repo}/actions/runs?per_page=1", "--jq", ".total_count"], "")
        if len(count.split()) != int(total):
            checks.failures += 1
            print(f"FAIL gh api paginate: {len(count.split())} of {total.strip()} runs")
        run("workflow list", ["workflow", "list"], "Database Migrations")
        run("workflow view", ["workflow", "view", "migrations.yml"], "Database Migrations")
        runs = run("run list", ["run", "list", "--limit", "40", "--json", "databaseId,workflowName,status,number"], "1289")
        numbers = {run["number"]: run["databaseId"] for run in json.loads(runs or "[]")}
        run("run view", ["run", "view", str(numbers.get(1289, 0))], "hotfix/null-encounter")
        run("workflow run", ["workflow", "run", "migrations.yml", "--ref", "main", "-f", "environment=staging"], "")
        started = run("run list of a workflow", ["run", "list", "--workflow", "migrations.yml", "--json", "databaseId,event"],
                      "workflow_dispatch")
        identity = str(json.loads(started)[0]["databaseId"]) if started.startswith("[") else "0"
        run("run watch", ["run", "watch", identity, "--interval", "1"], "Complete job")
        run("run rerun", ["run", "rerun", identity], "")
        run("run cancel", ["run", "cancel", identity], "")
        run("secret list", ["secret", "list", "--env", "production"], "DATABASE_URL")
        run("secret set", ["secret", "set", "NEW_TOKEN", "--body", "sealed"], "")
        run("variable list", ["variable", "list"], "")
        run("release list", ["release", "list"], "my-loop-health@3.12.1")
        run("release view", ["release", "view", "my-loop-health@3.12.1", "--json", "tagName"], "3.12.1")


def octokit(checks, ready, modules):
    settings = {"GITHUB_API_URL": ready["github"]["api"], "GITHUB_TOKEN": ready["tokens"]["github"]["full"]}
    checks.run("octokit", ["node", f"{modules}/octokit.mjs"], "refusals", settings)


def vercel(checks, ready, modules, folder):
    api, token = ready["vercel"]["api"], ready["tokens"]["vercel"]["full"]
    project = ask(f"{api}/v9/projects/my-loop-health?slug=loop-health", token)
    candidates = ask(f"{api}/v7/deployments?slug=loop-health&projectId={project['id']}&rollbackCandidate=true&limit=2", token)
    live, old = project["targets"]["production"]["id"], candidates["deployments"][0]["uid"]
    os.makedirs(f"{folder}/linked/.vercel")
    with open(f"{folder}/linked/.vercel/project.json", "w", encoding="utf-8") as link:
        json.dump({"orgId": project["accountId"], "projectId": project["id"]}, link)
    settings = {"VERCEL_TELEMETRY_DISABLED": "1", "NO_UPDATE_NOTIFIER": "1", "VERCEL_TOKEN": token, "NO_COLOR": "1"}
    shared = ["--api", api, "--global-config", f"{folder}/vercel", "--scope", "loop-health"]

    def run(name, arguments, wanted):
        return checks.run(f"vercel {name}", ["node", f"{modules}/node_modules/vercel/dist/vc.js", *arguments, *shared], wanted, settings)

    run("whoami", ["whoami"], "priya-nair")
    run("teams ls", ["teams", "ls"], "loop-health")
    run("project ls", ["project", "ls"], "luna-loop-health")
    run("ls", ["ls", "my-loop-health", "--yes"], "vercel.app")
    run("inspect", ["inspect", live], live)
    run("inspect --logs", ["inspect", live, "--logs"], "Build Completed")
    run("env ls", ["env", "ls", "--cwd", f"{folder}/linked"], "CLERK_SECRET_KEY")
    run("rollback", ["rollback", old, "--yes", "--cwd", f"{folder}/linked"], "")
    run("promote", ["promote", live, "--yes", "--cwd", f"{folder}/linked"], "")

    # The program takes a promotion of the story's year for an old one, and does not wait for it.
    def is_back():
        return ask(f"{api}/v9/projects/my-loop-health?slug=loop-health", token)["targets"]["production"]["id"] == live

    if not eventually(is_back):
        checks.failures += 1
        print("FAIL vercel promote: production is another deployment")


def sentry(checks, ready, modules):
    settings = {"SENTRY_URL": ready["sentry"]["api"] + "/", "SENTRY_AUTH_TOKEN": ready["tokens"]["sentry"]["full"],
                "SENTRY_ORG": "loop-health", "SENTRY_PROJECT": "my-loop-health", "SENTRY_DISABLE_UPDATE_CHECK": "1"}
    program = f"{modules}/node_modules/.bin/sentry-cli"

    def run(name, arguments, wanted):
        return checks.run(f"sentry-cli {name}", [program, *arguments], wanted, settings)

    version = "my-loop-health@9.0.0"
    run("info", ["info"], "loop-health")
    run("organizations list", ["organizations", "list"], "loop-health")
    run("projects list", ["projects", "list"], "my-loop-health")
    run("repos list", ["repos", "list"], "")
    run("releases list", ["releases", "list"], "3.12.1")
    run("releases new", ["releases", "new", version], version)
    run("releases finalize", ["releases", "finalize", version], version)
    run("releases info", ["releases", "info", version], version)
    run("deploys new", ["deploys", "new", "--release", version, "--env", "production"], "production")
    run("deploys list", ["deploys", "list", "--release", version], "production")
    run("issues list", ["issues", "list"], "")


def main(program, modules, *options):
    modules = os.path.abspath(modules)
    with tempfile.TemporaryDirectory(prefix="slipway-clients-") as folder, sandbox(program, options) as ready:
        environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "CI": "1"}
        checks = Checks(environment, folder)
        github(checks, ready, folder)
        for name, package, drive in (("octokit", "@octokit/rest", lambda: octokit(checks, ready, modules)),
                                     ("vercel", "vercel", lambda: vercel(checks, ready, modules, folder)),
                                     ("sentry-cli", "@sentry/cli", lambda: sentry(checks, ready, modules))):
            if os.path.isdir(f"{modules}/node_modules/{package}"):
                drive()
            else:
                print(f"clients: {name}: not checked: npm did not install it")
    print(f"clients: {checks.passed} commands passed, {checks.failures} failed")
    return 1 if checks.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
