package io.carillon.app.clients;

import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person and a program of Express and twilio-node write to each other through a whole server:
/// answers by markup, stop and start, and the conversation of it.
@Tag("slow")
@Tag("journey")
class TwoWayNodeTest {
  @TempDir private Path folder;

  @Test
  void aPersonIsAnsweredStopsStartsAndTheConversationShowsAll() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      TwilioNode.holds("two-way.mjs", rig, Rig.KEY);
    }
  }
}
