package io.carillon.model.port;

import io.carillon.model.AccountEvent;
import io.carillon.model.port.Herald.Telling;

/// Tells accounts what happened to them. It renders and sends once; it never retries or stores.
public interface AccountHerald {
  /// Tells one event. Blocks the calling thread for at most 20 s. Throws nothing that the far end
  /// can cause.
  Telling tell(AccountEvent event);
}
