package io.carillon.model.port;

import io.carillon.model.Id;

/// Where new ids come from.
public interface Ids {
  /// A new id, greater than all that this source gave before.
  Id next();
}
