package io.carillon.wire.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlainLinkTest {
  private static final int A_MINUTE = 60_000;

  private Link link;
  private Socket peer;

  @BeforeEach
  void connect() throws IOException {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var dialler = new Dialler(Transport.plain(), Duration.ofSeconds(5));
      var to = new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
      link = dialler.connect(dialler.socket(), to);
      peer = listening.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    peer.close();
  }

  @Test
  void readsWhatIsThereAndWaitsATickForMore() throws Exception {
    peer.getOutputStream().write(new byte[] {1, 2, 3});
    byte[] read = new byte[10];

    assertThat(link.read(read, 4, 6, A_MINUTE)).isEqualTo(3);
    assertThat(read).containsExactly(0, 0, 0, 0, 1, 2, 3, 0, 0, 0);
    assertThat(link.read(read, 0, 10, 5)).isZero();
    peer.shutdownOutput();
    assertThat(link.read(read, 0, 10, A_MINUTE)).isEqualTo(-1);
  }

  @Test
  void writesNowWhatGoesAndTheRestOnceThePeerReads() throws Exception {
    byte[] all = new byte[16 << 20];
    new SplittableRandom(3).nextBytes(all);
    int now = link.writeNow(all, 0, all.length);
    assertThat(now).isPositive().isLessThan(all.length);
    now += link.writeNow(all, now, all.length);
    assertThat(now).isLessThan(all.length);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var read = threads.submit(() -> peer.getInputStream().readAllBytes());
      link.write(all, now, all.length);
      link.shutdownOutput();

      assertThat(Arrays.equals(read.get(20, TimeUnit.SECONDS), all)).isTrue();
    }
  }

  @Test
  void closingEndsAReadAndAWriteThatWait() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reading = threads.submit(() -> link.read(new byte[10], 0, 10, A_MINUTE));
      var writing =
          threads.submit(() -> {
            link.write(new byte[16 << 20], 0, 16 << 20);
            return 0;
          });
      link.close();
      link.close();

      for (var waiting : List.of(reading, writing)) {
        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(IOException.class);
      }
    }
    assertThatThrownBy(() -> link.writeNow(new byte[1], 0, 1)).isInstanceOf(IOException.class);
  }
}
