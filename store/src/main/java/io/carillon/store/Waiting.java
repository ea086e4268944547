package io.carillon.store;

import io.carillon.model.Commit;

/// One commit that waits to be written, numbered in the order of handing over.
record Waiting(Handed handed, int place, long sequence) {
  Commit commit() {
    return handed.commit(place);
  }

  void answer(Commit.Result result) {
    handed.answer(place, result);
  }
}
