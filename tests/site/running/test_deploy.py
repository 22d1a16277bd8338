"""The files of `deploy/` fit the site, each other, and the programs that read them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from prongsai.site.environment import SETTINGS, read_environment

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"


def settings():
    lines = (DEPLOY / "prongsai.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_settings_are_those_of_a_site_behind_a_proxy():
    given = {name: words for name, words in settings().items() if name.startswith("PRONGSAI_")}
    read = read_environment(given)
    assert (read["HTTPS"], read["PROXIES"], read["LOG"], read["DATABASE"].engine) == (
        "proxy",
        1,
        "requests",
        "postgresql",
    )
    assert set(given) <= {setting.variable for setting in SETTINGS}


def test_units_and_proxy_name_the_same_folders_and_address():
    data, address = settings()["PRONGSAI_DATA"], settings()["PRONGSAI_ADDRESS"]
    services = sorted((DEPLOY / "systemd").glob("*.service"))
    assert [each.stem for each in services] == ["prongsai-backup", "prongsai-site", "prongsai-worker"]
    for each in services:
        text = each.read_text(encoding="utf-8")
        assert "User=prongsai\nEnvironmentFile=/etc/prongsai/prongsai.env\n" in text
        assert f"ReadWritePaths={data}" in text
    for proxy in ("nginx/prongsai.conf", "Caddyfile"):
        assert address in (DEPLOY / proxy).read_text(encoding="utf-8"), proxy


def test_every_file_is_named_in_the_description_and_every_named_one_is_there():
    text = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8")
    named = {name.rstrip("/*") for name in re.findall(r"deploy/[\w./-]*\w", text)}
    assert [name for name in named if not (ROOT / name).exists()] == []
    files = {path.relative_to(ROOT).as_posix() for path in DEPLOY.rglob("*") if path.is_file()}
    page = "deploy/nginx/unavailable.html"  # named by the proxy's configuration
    assert [name for name in files - {page} if not any(name.startswith(each) for each in named)] == []
    assert "/unavailable.html" in (DEPLOY / "nginx" / "prongsai.conf").read_text(encoding="utf-8")


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_takes_the_configuration(tmp_path):
    site = (DEPLOY / "nginx" / "prongsai.conf").read_text(encoding="utf-8")
    key, certificate = tmp_path / "privkey.pem", tmp_path / "fullchain.pem"
    options = ["-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x"]
    subprocess.run(
        ["openssl", "req", "-x509", *options, "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    (tmp_path / "site.conf").write_text(
        site.replace("/etc/ssl/prongsai", str(tmp_path)).replace("/var/log/nginx", str(tmp_path)),
        encoding="utf-8",
    )
    whole = (
        f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ include {tmp_path}/site.conf; }}"
    )
    (tmp_path / "nginx.conf").write_text(whole, encoding="utf-8")
    done = subprocess.run(
        ["nginx", "-t", "-c", tmp_path / "nginx.conf"], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell here")
def test_script_can_be_read_by_the_shell():
    subprocess.run(["sh", "-n", DEPLOY / "prongsai-site"], check=True)
    assert (DEPLOY / "prongsai-site").stat().st_mode & 0o111
