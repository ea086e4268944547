package io.carillon.app.settings;

import io.carillon.carriers.lookup.HttpLookupSettings;
import io.carillon.engine.lookup.Learning;
import io.carillon.engine.lookup.Ranges;
import java.util.Optional;

/// Where facts of numbers come from.
///
/// @param http empty = nobody is asked
public record LookupSettings(
    Ranges ranges, Learning.Rules learning, Optional<HttpLookupSettings> http) {}
