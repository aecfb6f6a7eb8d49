"""Settings: read from the environment once, frozen, passed in."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Everything an operator may set; every name is an environment variable with the prefix ``HUOSHUI_``."""

    model_config = SettingsConfigDict(env_prefix="HUOSHUI_", frozen=True)

    data_dir: Path = Field(default=Path(".huoshui"), description="where an embedded system keeps everything")
    postgres_url: str | None = Field(
        default=None, description="a PostgreSQL 15+ of yours, e.g. postgresql://user@host/huoshui"
    )
    clickhouse_url: str | None = Field(
        default=None, description="a ClickHouse of yours, e.g. clickhouse://user:pw@host:8123/huoshui"
    )
    clickhouse_cluster: str | None = Field(default=None, description="the cluster's name when ClickHouse is one")
    master_key_file: Path | None = Field(
        default=None, description="the 32-byte master key; default <data_dir>/keys/master.key"
    )
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str | None = Field(
        default=None, description="what people outside reach us by, e.g. https://go.brand.cn; codes are printed with it"
    )
    private_addresses: bool = Field(
        default=False, description="whether callbacks may be forwarded, and platforms asked, inside our own network"
    )
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    intake_waiting_mb: int = Field(
        default=128, description="how much may wait in memory to be stored before we answer 503"
    )
    intake_lag_batches: int = Field(
        default=2000, description="how many stored batches may wait for the feed before we answer 503"
    )

    @property
    def key_file(self) -> Path:
        """Where the master key is."""
        return self.master_key_file or self.data_dir / "keys" / "master.key"

    @property
    def embedded(self) -> bool:
        """Whether any engine lives in the data directory, which then belongs to one process."""
        return self.postgres_url is None or self.clickhouse_url is None
