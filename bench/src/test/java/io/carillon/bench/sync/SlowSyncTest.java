package io.carillon.bench.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.carillon.bench.rig.Jvm;
import io.carillon.bench.rig.Programs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SlowSyncTest {
  private static final int SYNCS = 20;

  @TempDir private Path folder;

  /// A process that syncs: what is preloaded counts from its start only.
  static final class Syncs {
    private Syncs() {}

    public static void main(String[] args) throws IOException {
      var file = Path.of(args[0]);
      try (var channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        for (var i = 0; i < SYNCS; i++) {
          channel.write(ByteBuffer.allocate(10));
          channel.force(i % 2 == 0);
        }
      }
    }
  }

  @Test
  void eachSyncTakesLongerAndIsCounted() throws Exception {
    assumeTrue(Programs.find("cc").isPresent(), "there is no C compiler: apt-get install gcc");
    var slow = SlowSync.build(folder, Duration.ofMillis(25));
    assertThat(slow.count()).isZero();

    var command = Jvm.command(List.of("-Xshare:auto"), Syncs.class.getName());
    command.add(folder.resolve("synced").toString());
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(slow.environment());
    var before = System.nanoTime();
    var process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isZero();
    assertThat(slow.count()).isEqualTo(SYNCS);
    assertThat(System.nanoTime() - before).isGreaterThan(SYNCS * 25_000_000L);
  }
}
