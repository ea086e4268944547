package io.carillon.engine.comply.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Trains the spam model: stochastic gradient descent on the logistic loss, the same weights to the
/// last bit for the same texts and seed (StrictMath, java.util.Random).
final class SpamTraining {
  private static final int ROUNDS = 30;
  private static final double RATE = 0.5;

  /// A spam counts as much as so many others: one text in eight of the corpus is spam.
  private static final double SPAM_TIMES = 3;

  private final double[] weights = new double[SpamFeatures.BUCKETS];
  private double bias;

  private SpamTraining() {}

  /// A text that somebody has judged.
  record Sample(boolean spam, String text) {
    /// From the lines of a file: `spam` or `ham`, a tab, the text.
    static List<Sample> read(String file) {
      return Letters.read(file).lines().map(Sample::of).toList();
    }

    private static Sample of(String line) {
      int tab = line.indexOf('\t');
      return new Sample(line.substring(0, tab).equals("spam"), line.substring(tab + 1));
    }
  }

  static SpamTraining of(List<Sample> samples, long seed) {
    var training = new SpamTraining();
    var order = new ArrayList<Features>();
    samples.forEach(sample -> order.add(Features.of(sample)));
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      Collections.shuffle(order, random);
      double rate = RATE / (1 + round * 0.1);
      order.forEach(features -> training.learn(features, rate));
    }
    return training;
  }

  /// The probability by the weights as they were learnt, before they become octets.
  double probability(Sample sample) {
    return probability(Features.of(sample));
  }

  private double probability(Features features) {
    double sum = 0;
    for (int bucket : features.buckets) {
      sum += weights[bucket];
    }
    return 1 / (1 + StrictMath.exp(-(bias + sum / Math.sqrt(features.buckets.length))));
  }

  private void learn(Features features, double rate) {
    double probability = probability(features);
    double wrong = (probability - (features.spam ? 1 : 0)) * (features.spam ? SPAM_TIMES : 1);
    double step = rate * wrong / Math.sqrt(features.buckets.length);
    for (int bucket : features.buckets) {
      weights[bucket] -= step;
    }
    bias -= rate * wrong * 0.1;
  }

  /// What is shipped: an octet a weight, the largest being 127 steps.
  SpamModel model() {
    double largest = 0;
    for (double weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }
    float unit = (float) (largest / 127);
    var octets = new byte[weights.length];
    for (int i = 0; i < octets.length; i++) {
      octets[i] = (byte) Math.clamp(Math.round(weights[i] / unit), -127, 127);
    }
    return new SpamModel(octets, unit, (float) bias);
  }

  /// What a sample is to the model; a feature of shape stands in it as often as it counts.
  private static final class Features {
    private final boolean spam;
    private final int[] buckets;

    private Features(boolean spam, int[] buckets) {
      this.spam = spam;
      this.buckets = buckets;
    }

    static Features of(Sample sample) {
      var found = new Found();
      SpamFeatures.scan(sample.text(), found);
      return new Features(sample.spam(), Arrays.copyOf(found.buckets, found.count));
    }
  }

  private static final class Found implements SpamFeatures.Sink {
    private int[] buckets = new int[1024];
    private int count;

    @Override
    public void word(int bucket) {
      if (count == buckets.length) {
        buckets = Arrays.copyOf(buckets, 2 * count);
      }
      buckets[count++] = bucket;
    }

    @Override
    public void run(int bucket) {
      word(bucket);
    }

    @Override
    public void shape(int bucket) {
      for (int i = 0; i < SpamModel.SHAPE_TIMES; i++) {
        word(bucket);
      }
    }
  }
}
