package io.carillon.store.vault;

import io.carillon.model.Id;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to seal and to open a body of 160 octets: for one account, and for accounts in
/// turn, where the cipher takes another key each time.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BodySealBenchmark {
  private static final BodyPlace PLACE =
      new BodyPlace(new Id(1, 2), new Id(3, 4), BodyPlace.Part.CONTENT);

  private final BodySeal seal = new BodySeal();
  private final Nonces nonces = new Nonces();
  private final byte[] body = new byte[160];
  private final SealingKey[] keys = new SealingKey[16];
  private final byte[][] sealed = new byte[keys.length][];
  private int turn;

  public BodySealBenchmark() {
    for (int i = 0; i < keys.length; i++) {
      keys[i] = SealingKey.fresh(i);
      sealed[i] = seal.seal(keys[i], nonces, PLACE, body);
    }
  }

  @Benchmark
  public byte[] sealing() {
    return seal.seal(keys[0], nonces, PLACE, body);
  }

  @Benchmark
  public byte[] opening() {
    return seal.open(keys[0], PLACE, sealed[0]);
  }

  @Benchmark
  public byte[] sealingInTurn() {
    return seal.seal(keys[next()], nonces, PLACE, body);
  }

  @Benchmark
  public byte[] openingInTurn() {
    int at = next();
    return seal.open(keys[at], PLACE, sealed[at]);
  }

  private int next() {
    turn = (turn + 1) % keys.length;
    return turn;
  }
}
