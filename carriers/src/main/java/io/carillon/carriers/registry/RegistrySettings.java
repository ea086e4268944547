package io.carillon.carriers.registry;

import io.carillon.model.Secret;
import java.time.Duration;
import java.util.Optional;

/// Where the registry is, and who asks it.
///
/// @param url of its API, without a slash at the end
/// @param timeout for a whole call
/// @param notices the URL at which the registry reaches this server; empty = it is only asked
public record RegistrySettings(
    String url, String key, Secret secret, Duration timeout, Optional<String> notices) {
  /// The word behind [RegistryNotices#PATH] in that URL.
  public Optional<String> word() {
    return notices.map(own -> own.substring(own.lastIndexOf('/') + 1));
  }
}
