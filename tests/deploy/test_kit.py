"""The files of deploy/ agree with the settings, with the server and with each other."""

import configparser
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from dashboard.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
KIT = ROOT / "deploy"
TEXTS = {
    path.relative_to(KIT).as_posix(): path.read_text("utf-8")
    for path in sorted(KIT.rglob("*"))
    if path.is_file()
}
SETTINGS = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
# Secrets are files, so no example of settings has them.
SECRETS = {
    f"{PREFIX}{name.upper()}" for name, field in Settings.model_fields.items() if not field.repr
}
PORTS = ("8501", "8502")
USER = "10001"
UNITS = ("dashboard@.service", "dashboard-backup.service")


class _Unit(configparser.RawConfigParser):
    """A systemd unit, in which a key may stand several times."""

    def __init__(self, name: str) -> None:
        super().__init__(strict=False, interpolation=None, comment_prefixes=("#",))
        self.optionxform = str  # type: ignore[assignment,method-assign]
        self.read_string(TEXTS[name])


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load(TEXTS["compose.yaml"])["services"]


def kubernetes() -> list[dict[str, Any]]:
    found = [yaml.safe_load_all(text) for name, text in TEXTS.items() if name.endswith(".yaml")]
    return [each for documents in found for each in documents if "kind" in each]


def of_kind(kind):
    (found,) = [each for each in kubernetes() if each["kind"] == kind]
    return found


def pods():
    return {
        "Deployment": of_kind("Deployment")["spec"]["template"],
        "CronJob": of_kind("CronJob")["spec"]["jobTemplate"]["spec"]["template"],
    }


def example_settings():
    return set(re.findall(rf"^#?({PREFIX}\w+)=", TEXTS["settings.example.env"], re.MULTILINE))


@pytest.mark.parametrize("name", TEXTS)
def test_each_file_names_only_settings_that_there_are(name):
    named = set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", TEXTS[name]))

    # Where compose finds its image is compose's own.
    assert named - SETTINGS <= {f"{PREFIX}IMAGE"}


def test_the_example_has_every_setting_but_the_secrets():
    assert example_settings() == SETTINGS - SECRETS
    assert "DATABASE_URL=" in TEXTS["settings.example.env"]


def test_the_example_shows_the_defaults_in_its_comments():
    shown = re.findall(rf"^#{PREFIX}(\w+)=(.*)$", TEXTS["settings.example.env"], re.MULTILINE)

    for name, value in shown:
        default = Settings.model_fields[name.lower()].get_default(call_default_factory=True)
        assert str(default) == value, name


def test_the_example_is_enough_to_sign_people_in_once_the_secrets_are_there(monkeypatch, tmp_path):
    for line in TEXTS["settings.example.env"].splitlines():
        if line.startswith(PREFIX):
            monkeypatch.setenv(*line.split("=", 1))
    for secret in SECRETS:
        (tmp_path / secret).write_text("x" * 40, "utf-8")

    assert Settings(_secrets_dir=tmp_path).signs_in  # type: ignore[call-arg]


@pytest.mark.parametrize("name", TEXTS)
def test_no_file_of_the_kit_holds_a_secret(name):
    text = TEXTS[name]

    assert "PRIVATE KEY" not in text
    assert not re.search(r"://\w+:[^@\s]+@", text)
    assert not [each for each in SECRETS if re.search(rf"^\s*{each}\s*[:=]\s*\w", text, re.M)]


def test_secrets_beside_the_kit_are_not_committed():
    ignored = (ROOT / ".gitignore").read_text("utf-8").split()

    assert {"/deploy/settings.env", "/deploy/secrets/", "/deploy/certificate/"} <= set(ignored)


def test_every_secret_reaches_the_containers_as_a_file(compose):
    for name in ("dashboard-1", "dashboard-2"):
        assert set(compose[name]["secrets"]) >= SECRETS
    assert "CREDENTIALS_DIRECTORY=/run/secrets" in TEXTS["Containerfile"]
    (mounted,) = [
        each
        for each in pods()["Deployment"]["spec"]["containers"][0]["volumeMounts"]
        if each["name"] == "secrets"
    ]
    assert mounted["mountPath"] == "/run/secrets"


@pytest.mark.parametrize("kind", ["Deployment", "CronJob"])
def test_kubernetes_takes_secrets_by_reference_only(kind):
    variables = pods()[kind]["spec"]["containers"][0]["env"]

    (database,) = [each for each in variables if each["name"] == "DATABASE_URL"]
    assert database["valueFrom"]["secretKeyRef"]
    assert not [each for each in kubernetes() if each["kind"] == "Secret"]


def test_the_ports_of_the_servers_are_the_same_in_every_file(compose):
    unit = _Unit("dashboard@.service")["Service"]["ExecStart"]
    ports = {unit.split()[-1].replace("%i", number) for number in ("1", "2")}
    address = r"server ([\d.]+):(\d+) max_fails"

    assert re.findall(address, TEXTS["servers.conf"]) == [("127.0.0.1", port) for port in PORTS]
    assert ports == set(PORTS)
    assert re.findall(address, TEXTS["servers.compose.conf"]) == [
        (compose[name]["networks"]["inside"]["ipv4_address"], PORTS[0])
        for name in ("dashboard-1", "dashboard-2")
    ]
    assert f"EXPOSE {PORTS[0]}" in TEXTS["Containerfile"]
    assert f'"--port", "{PORTS[0]}"' in TEXTS["Containerfile"]
    container = pods()["Deployment"]["spec"]["containers"][0]
    assert {"name": "http", "containerPort": int(PORTS[0])} in container["ports"]


@pytest.mark.parametrize("name", ["servers.conf", "servers.compose.conf"])
def test_each_server_stands_in_for_the_other_and_is_known_by_its_address(name):
    text = TEXTS[name]
    groups = re.findall(r"server (\S+) max_fails=\d.*\n\s+server (\S+) backup;", text)
    known = re.findall(r"^\s+~(\S+)\$ (\d);", text, re.MULTILINE)

    assert groups == [groups[0], groups[0][::-1]]
    for number, (first, _) in enumerate(groups, start=1):
        assert [n for pattern, n in known if re.search(f"{pattern}$", first)] == [str(number)]


def test_the_proxy_takes_files_as_large_as_the_dashboard_does():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    most = config["server"]["maxUploadSize"]
    annotations = of_kind("Ingress")["metadata"]["annotations"]

    # A form puts a little around a file.
    assert f"client_max_body_size {most + 1}m;" in TEXTS["nginx.conf"]
    assert annotations["nginx.ingress.kubernetes.io/proxy-body-size"] == f"{most + 1}m"


def test_the_proxy_is_the_only_one_whose_word_counts(compose):
    told = compose["dashboard-1"]["environment"]["DASHBOARD_PROXY_ADDRESSES"]

    assert told == compose["proxy"]["networks"]["inside"]["ipv4_address"]
    assert "\nDASHBOARD_PROXY_ADDRESSES=127.0.0.1\n" in TEXTS["settings.example.env"]


def test_everything_waits_longer_for_an_end_than_the_work_may_take(compose):
    drain = Settings.model_fields["drain_seconds"].default
    longest = int(_Unit("dashboard@.service")["Service"]["TimeoutStopSec"])

    # Half a minute for goodbyes and for a busy machine.
    assert longest >= drain + 30
    assert compose["dashboard-1"]["stop_grace_period"] == f"{longest}s"
    assert pods()["Deployment"]["spec"]["terminationGracePeriodSeconds"] == longest


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_as_a_user_of_its_own_and_writes_to_its_own_folder_only(name):
    service = _Unit(name)["Service"]

    assert service["User"] == service["Group"] == "dashboard"
    assert service["ProtectSystem"] == "strict"
    assert service["StateDirectory"].split()[0] == "dashboard"
    assert service["CapabilityBoundingSet"] == ""
    for protection in ("NoNewPrivileges", "ProtectHome", "PrivateTmp", "PrivateDevices"):
        assert service[protection] == "yes"


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_reads_settings_and_secrets_where_the_steps_put_them(name):
    service = _Unit(name)["Service"]
    folder = service["LoadCredential"].removeprefix(f"{PREFIX.rstrip('_')}:")

    assert service["EnvironmentFile"] in TEXTS["README.md"]
    for secret in SECRETS:
        assert f"{folder}/{secret.removeprefix(PREFIX)}" in TEXTS["README.md"]


def test_a_server_comes_back_whatever_ended_it_and_runs_its_own_release():
    service = _Unit("dashboard@.service")["Service"]

    assert service["Restart"] == "always"
    assert service["WorkingDirectory"] == "/opt/dashboard/%i"
    assert service["ExecStart"].startswith("/opt/dashboard/%i/.venv/bin/python -m dashboard serve")


def test_a_backup_is_made_every_night_and_thirty_are_kept(compose):
    command = "dashboard backup"
    timer = _Unit("dashboard-backup.timer")["Timer"]

    assert timer["OnCalendar"]
    assert timer["Persistent"] == "true"
    assert command in _Unit("dashboard-backup.service")["Service"]["ExecStart"]
    for words in (
        _Unit("dashboard-backup.service")["Service"]["ExecStart"].split(),
        compose["backup"]["command"],
        pods()["CronJob"]["spec"]["containers"][0]["command"],
    ):
        assert words[-2:] == ["--keep", "30"]


def test_the_container_is_of_the_same_user_everywhere_and_that_is_not_root():
    assert f"--uid {USER}" in TEXTS["Containerfile"]
    assert f"USER {USER}:{USER}" in TEXTS["Containerfile"]
    for pod in pods().values():
        assert pod["spec"]["securityContext"]["runAsUser"] == int(USER)
        assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
    assert f"chown -R {USER}" in TEXTS["README.md"]


def test_the_containers_have_a_file_system_that_is_read_only_and_no_privileges(compose):
    for name, service in compose.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    for pod in pods().values():
        held = pod["spec"]["containers"][0]["securityContext"]
        assert held["readOnlyRootFilesystem"] is True
        assert held["allowPrivilegeEscalation"] is False
        assert held["capabilities"] == {"drop": ["ALL"]}


def test_two_dashboards_run_and_one_stays_while_the_other_is_exchanged():
    deployment = of_kind("Deployment")["spec"]

    assert deployment["replicas"] == 2
    assert deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
    assert of_kind("PodDisruptionBudget")["spec"]["minAvailable"] == 1


def test_kubernetes_asks_whether_a_server_lives_and_whether_it_is_ready():
    container = pods()["Deployment"]["spec"]["containers"][0]

    assert container["livenessProbe"]["httpGet"]["path"] == "/health"
    assert container["readinessProbe"]["httpGet"]["path"] == "/ready"


def test_kubernetes_leads_a_browser_to_the_server_that_it_met_first():
    annotations = of_kind("Ingress")["metadata"]["annotations"]

    assert annotations["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    backend = of_kind("Ingress")["spec"]["rules"][0]["http"]["paths"][0]["backend"]["service"]
    assert backend["name"] == of_kind("Service")["metadata"]["name"]
    labels = pods()["Deployment"]["metadata"]["labels"]
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert of_kind(kind)["spec"]["selector"]["matchLabels"] == labels
    assert of_kind("Service")["spec"]["selector"] == labels
    assert of_kind("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels


def test_each_setting_stands_in_the_table_of_the_documents_with_its_meaning_and_default():
    table = (ROOT / "docs" / "deployment.md").read_text("utf-8")

    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        words = f"`{default}`" if default not in ("", (), {}) else ""
        row = f"| `{PREFIX}{name.upper()}` | {field.description} | {words} |"
        assert row.replace("|  |", "| |") in table
    assert len(re.findall(rf"^\| `{PREFIX}", table, re.MULTILINE)) == len(SETTINGS)
