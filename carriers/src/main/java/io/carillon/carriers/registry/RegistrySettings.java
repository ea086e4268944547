package io.carillon.carriers.registry;

import io.carillon.model.Secret;
import java.time.Duration;

/// Where the registry is, and who asks it.
///
/// @param url of its API, without a slash at the end
/// @param timeout for a whole call
public record RegistrySettings(String url, String key, Secret secret, Duration timeout) {}
