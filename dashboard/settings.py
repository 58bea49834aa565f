"""What an operator sets: read in this one place, from the environment or from files of secrets.

Without any of it the dashboard is for one computer: the local form, on loopback, with SQLite.
docs/deployment.md has the same names in a table, and a test compares the two.
"""

import ipaddress
import os
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from dashboard.errors import SetupError

PREFIX = "DASHBOARD_"
# Where a container or systemd lays secrets: a file for each, with the setting's name in capitals.
SECRETS_FOLDER = "CREDENTIALS_DIRECTORY"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Settings(BaseSettings):
    """Every setting but the database's address, each by the name here after DASHBOARD_."""

    # Whoever writes a setting and nothing after it means the same as if it were left out.
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", env_ignore_empty=True
    )

    public_address: str = Field(
        default="", description="Where people reach it, such as https://board.example."
    )

    sign_in_metadata: str = Field(default="", description="The provider's discovery address.")
    sign_in_client_id: str = Field(
        default="", description="The name under which the provider knows it."
    )
    sign_in_client_secret: str = Field(
        default="", repr=False, description="The secret that goes with it."
    )
    cookie_secret: str = Field(
        default="", repr=False, description="Signs the cookie: 32 random letters."
    )
    sign_in_confirmed_claim: str = Field(
        default="email_verified",
        description="The claim that says that an e-mail address is confirmed.",
    )
    sign_in_name: str = Field(default="", description="What the button calls the provider.")
    roles_claim: str = Field(default="", description="The claim whose values stand for roles.")
    roles: dict[str, str] = Field(
        default_factory=dict, description='{"value of the claim": "service: role"} as JSON.'
    )
    first_administrator: str = Field(default="", description="The e-mail address of the first one.")

    proxy_header: str = Field(
        default="", description="The header in which a proxy names who signed in."
    )
    proxy_name: str = Field(default="the proxy", description="Who verified that name, in words.")
    proxy_addresses: Annotated[tuple[Network, ...], NoDecode] = Field(
        default=(), description="From where that header, and X-Forwarded-For, are believed."
    )

    idle_minutes: int = Field(
        default=30, ge=1, description="Without a click for so long, one is signed out."
    )
    session_hours: int = Field(default=12, ge=1, description="After so long, one signs in again.")

    reads_kept_days: int = Field(
        default=400, ge=1, description="How long the record of reads is kept."
    )
    sign_ins_kept_days: int = Field(
        default=90, ge=1, description="How long ended sessions are kept."
    )

    metrics_port: int = Field(
        default=0, ge=0, le=65535, description="Where metrics are read; 0 is nowhere."
    )
    metrics_host: str = Field(default="127.0.0.1", description="The address of that port.")
    log: Literal["words", "json"] = Field(default="words", description="How the log is written.")
    drain_seconds: int = Field(
        default=20, ge=0, description="How long an ending server finishes its work."
    )

    @model_validator(mode="before")
    @classmethod
    def _addresses_apart(cls, values: dict[str, Any]) -> dict[str, Any]:
        addresses = values.get("proxy_addresses")
        if isinstance(addresses, str):
            values["proxy_addresses"] = tuple(addresses.replace(",", " ").split())
        return values

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needed = ("sign_in_metadata", "sign_in_client_id", "sign_in_client_secret", "cookie_secret")
        absent = [name for name in needed if not getattr(self, name)]
        if absent and len(absent) < len(needed):
            raise ValueError(f"sign-in also needs {', '.join(map(_called, absent))}")
        if self.signs_in and not self.public_address:
            raise ValueError(f"sign-in also needs {_called('public_address')}")
        if self.proxy_header and not self.proxy_addresses:
            raise ValueError(f"{_called('proxy_header')} also needs {_called('proxy_addresses')}")
        if self.signs_in and self.proxy_header:
            raise ValueError(f"choose sign-in or {_called('proxy_header')}, not both")
        # Roles without a claim would take from each who signs in what they have there.
        if bool(self.roles) != bool(self.roles_claim):
            raise ValueError(f"{_called('roles_claim')} and {_called('roles')} need each other")
        if self.first_administrator and "@" not in self.first_administrator:
            raise ValueError(f"{_called('first_administrator')} is no e-mail address")
        return self

    @property
    def signs_in(self) -> bool:
        """Whether people sign in with a provider of OpenID Connect."""
        return bool(self.sign_in_metadata)

    @property
    def knows_who(self) -> bool:
        """Whether somebody else says who each visitor is: a provider, or a proxy."""
        return self.signs_in or bool(self.proxy_header)


@cache
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        SetupError: naming the setting that cannot be, never its value.
    """
    folder = os.environ.get(SECRETS_FOLDER) or None
    try:
        return Settings(_secrets_dir=folder)  # type: ignore[call-arg]
    except ValidationError as error:
        raise SetupError(_in_words(error)) from None
    except SettingsError:
        # Of all settings only the roles are JSON, and only JSON fails here.
        raise SetupError(
            f"{_called('roles')} cannot be used, because it is no JSON: write "
            '{"value of the claim": "service: role"}.'
        ) from None


def _called(name: str) -> str:
    return f"{PREFIX}{name.upper()}"


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    place = first["loc"]
    reason = first["msg"].removeprefix("Value error, ")
    where = f"{_called(str(place[0]))} cannot be used" if place else "The settings cannot be used"
    return f"{where} ({reason}): docs/deployment.md has a table of them."
