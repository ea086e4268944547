package io.carillon.bench.scene;

import java.io.IOException;

/// How one scenario goes.
interface Play {
  /// How far end and server are set.
  default Stage stage(Wishes wishes) {
    return Stage.usual(wishes);
  }

  /// What is sent; accounts, senders and keys for it are made by now.
  Cast cast(Wishes wishes, Target target) throws IOException, InterruptedException;
}
