package io.carillon.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Id;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivingTest {
  private static final Duration STEP = Duration.ofMillis(50);

  @Test
  void aBusyWriterIsLeftInPeaceForTwentyFourTimesAsLongAsAStepTook() {
    var minutes = Duration.ofMinutes(50);
    assertThat(Archiving.pause(STEP, 0.5, minutes)).isEqualTo(Duration.ofMillis(1_200));
    assertThat(Archiving.pause(Duration.ofMinutes(1), 1, minutes))
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void whatFallsBehindIsHurriedUp() {
    assertThat(Archiving.pause(STEP, 1, Duration.ofHours(1))).isEqualTo(Duration.ofMillis(400));
  }

  @Test
  void anIdleWriterIsNotWaitedFor() {
    assertThat(Archiving.pause(STEP, 0.05, Duration.ZERO)).isZero();
  }

  @Test
  void whatWasBroughtBackStaysForAMinute() {
    var now = new AtomicLong(-7);
    var recalled = new Recalled(now::get);
    var first = new Id(1, 1);
    var second = new Id(2, 2);

    assertThat(recalled.stays(first)).isFalse();
    recalled.note(first);
    now.addAndGet(Duration.ofSeconds(40).toNanos());
    recalled.note(second);
    assertThat(recalled.stays(first)).isTrue();
    now.addAndGet(Duration.ofSeconds(20).toNanos());
    assertThat(recalled.stays(first)).isFalse();
    assertThat(recalled.stays(second)).isTrue();
    recalled.note(second);
    now.addAndGet(Duration.ofSeconds(59).toNanos());
    assertThat(recalled.stays(second)).isTrue();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(recalled.stays(second)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 23, 43, 44, 65_557, 65_558, 65_579, 200_000})
  void blankMembersHaveAnyLengthAndNoContent(int octets) throws Exception {
    var blank = Blank.members(octets);
    var file = new ByteArrayOutputStream();
    file.writeBytes(ArchiveLines.packed(List.of(new byte[] {'a'})));
    file.writeBytes(blank);
    file.writeBytes(ArchiveLines.packed(List.of(new byte[] {'b'})));

    assertThat(blank).hasSize(octets);
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(file.toByteArray()))) {
      assertThat(zip.readAllBytes()).containsExactly('a', '\n', 'b', '\n');
    }
  }

  @Test
  void aLineOfTheFirstVersionIsReadForEver() throws Exception {
    try (var in = getClass().getResourceAsStream("/archive/version-1.jsonl")) {
      var lines = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      for (var line : lines.lines().toList()) {
        var octets = line.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var archived = ArchiveLineReader.read(octets).archived();
        assertThat(
                new String(ArchiveLine.octets(archived), java.nio.charset.StandardCharsets.UTF_8))
            .isEqualTo(line);
      }
    }
  }
}
