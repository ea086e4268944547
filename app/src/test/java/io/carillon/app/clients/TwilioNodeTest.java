package io.carillon.app.clients;

import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official twilio-node, with one line that gives it our base URL.
@Tag("slow")
class TwilioNodeTest {
  @TempDir private Path folder;

  @Test
  void everyChapterOfTheScriptHolds() throws Exception {
    try (var rig = Rig.open(folder, SharedRig.QUICK)) {
      TwilioNode.holds("twilio-node.mjs", rig);
    }
  }
}
