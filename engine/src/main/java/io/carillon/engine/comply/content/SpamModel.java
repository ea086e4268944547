package io.carillon.engine.comply.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// A trained judgement of how much a text is like spam: logistic regression over [SpamFeatures],
/// its weights an octet each.
///
/// How it was trained, on what, and how well it does: `docs/internals/spam.md`. It is a sign, not a
/// proof: its texts are English and mostly of 2011.
public final class SpamModel {
  /// The few features of shape weigh as much as so many others each.
  static final int SHAPE_TIMES = 5;

  private static final int FORM = 0x43415231; // "CAR1"

  private final byte[] weights;
  private final float unit;
  private final float bias;

  /// @param weights one for each bucket, in steps of `unit`
  /// @param bias what is added to every text
  SpamModel(byte[] weights, float unit, float bias) {
    if (weights.length != SpamFeatures.BUCKETS) {
      throw new IllegalArgumentException(weights.length + " weights");
    }
    this.weights = weights.clone();
    this.unit = unit;
    this.bias = bias;
  }

  /// What a text looks like.
  ///
  /// @param probability that it is spam, 0 to 1, as far as the model knows
  /// @param words what words and pairs of words add to the log-odds
  /// @param runs what runs of 3 to 5 characters add
  /// @param shape what length, digits and capitals add
  public record Reading(double probability, double words, double runs, double shape) {}

  private static final Reading UNREAD = new Reading(0, 0, 0, 0);

  /// The one that we ship.
  ///
  /// @throws UncheckedIOException when the resource cannot be read
  public static SpamModel shipped() {
    try (var in = SpamModel.class.getResourceAsStream("spam.weights")) {
      return read(Objects.requireNonNull(in, "spam.weights").readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// Judges a text; of a long one the first 2,000 characters. What is written in another script
  /// than the Latin one is no spam as far as the model knows.
  public Reading read(String text) {
    var sum = new Sum(weights);
    if (!SpamFeatures.scan(text, sum)) {
      return UNREAD;
    }
    double each = unit / Math.sqrt(sum.count);
    double odds = bias + each * (sum.words + sum.runs + sum.shape);
    return new Reading(
        1 / (1 + Math.exp(-odds)), each * sum.words, each * sum.runs, each * sum.shape);
  }

  private static final class Sum implements SpamFeatures.Sink {
    private final byte[] weights;
    private int words;
    private int runs;
    private int shape;
    private int count;

    Sum(byte[] weights) {
      this.weights = weights;
    }

    @Override
    public void word(int bucket) {
      words += weights[bucket];
      count++;
    }

    @Override
    public void run(int bucket) {
      runs += weights[bucket];
      count++;
    }

    @Override
    public void shape(int bucket) {
      shape += SHAPE_TIMES * weights[bucket];
      count += SHAPE_TIMES;
    }
  }

  static SpamModel read(byte[] octets) throws IOException {
    var in = new DataInputStream(new ByteArrayInputStream(octets));
    if (in.readInt() != FORM) {
      throw new IOException("not the weights of a spam model");
    }
    float unit = in.readFloat();
    float bias = in.readFloat();
    return new SpamModel(in.readAllBytes(), unit, bias);
  }

  byte[] octets() {
    var octets = new ByteArrayOutputStream(weights.length + 12);
    var out = new DataOutputStream(octets);
    try {
      out.writeInt(FORM);
      out.writeFloat(unit);
      out.writeFloat(bias);
      out.write(weights);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return octets.toByteArray();
  }
}
