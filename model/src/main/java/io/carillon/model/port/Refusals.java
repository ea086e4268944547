package io.carillon.model.port;

import io.carillon.model.AccountId;
import io.carillon.model.Refused;
import java.util.List;

/// Reads what policy refused in the last 30 days; the newest million of them stand.
public interface Refusals {
  /// How many one call answers at most.
  int ROWS_MAX = 1_000;

  /// What was refused of one request, in the order of its items.
  List<Refused> of(AccountId account, String requestId);
}
