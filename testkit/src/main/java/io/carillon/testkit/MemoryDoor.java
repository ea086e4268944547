package io.carillon.testkit;

import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import io.carillon.model.port.Signings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads who passed the door of a [MemoryStore].
record MemoryDoor(MemoryStore.Read read) implements Signings {
  @Override
  public Optional<Session> find(String sha256) {
    return read.of(rows -> rows.signings.find(sha256));
  }

  @Override
  public List<Session> of(Id user) {
    return read.of(rows -> rows.signings.of(user));
  }

  @Override
  public Map<String, Sighting> uses(Collection<String> keys) {
    return read.of(rows -> rows.signings.uses(keys));
  }
}
