package io.carillon.model.port;

import io.carillon.model.Id;
import io.carillon.model.Session;
import io.carillon.model.Sighting;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who signed in, and which keys were shown last.
public interface Signings {
  /// For how many keys may be asked at once.
  int KEYS_MAX = 1_000;

  /// The session whose browser shows what has this SHA-256, live or not.
  Optional<Session> find(String sha256);

  /// The sessions of a user that are kept, the newest first, at most [Session#OF_USER_MAX].
  List<Session> of(Id user);

  /// When and from where each of these keys was shown last; those that never were are left out.
  ///
  /// @param keys their ids, at most [#KEYS_MAX]
  Map<String, Sighting> uses(Collection<String> keys);
}
