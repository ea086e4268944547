package io.carillon.store.fill;

import io.carillon.model.Content;
import io.carillon.model.Purpose;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What is written: short and long texts, some of them not in the alphabet of GSM, and labels.
final class MadeUpWords {
  private static final List<String> ORDERS =
      List.of(
          "Your order %d has left our warehouse and arrives on Tuesday between 9 and 12.",
          "Table for two on Friday at 7 pm is confirmed. Your booking is %d. Reply C to cancel.",
          "Ihre Bestellung %d ist unterwegs und wird morgen geliefert. Viele Grüße",
          "Hello, this is your dentist. Your appointment %d is tomorrow at 10:30. If you cannot"
              + " come, please call us today before 5 pm, so that somebody else can have it. Please"
              + " bring your insurance card and come ten minutes early.");
  private static final List<String> OFFERS =
      List.of(
          "Only today: 20%% off everything with the code SAVE%d. Reply STOP to opt out.",
          "We miss you! Your gift card %d is waiting. Shop now at https://example.com/s",
          "New in store: the winter collection. Show code %d for a free hot drink. STOP to end.");
  private static final List<String> ANSWERS = List.of("C", "STOP", "Yes please", "Thank you!");

  private final SplittableRandom chance;

  MadeUpWords(SplittableRandom chance) {
    this.chance = chance;
  }

  /// What a business writes.
  String text(Purpose purpose) {
    int number = 100_000 + chance.nextInt(900_000);
    return switch (purpose) {
      case OTP -> number + " is your code. It is good for 10 minutes. Do not share it.";
      case TRANSACTIONAL -> filled(ORDERS.get(chance.nextInt(ORDERS.size())), number);
      case PROMOTIONAL -> filled(OFFERS.get(chance.nextInt(OFFERS.size())), number);
    };
  }

  /// `String.format` would take longer than all the rest of a message.
  private static String filled(String text, int number) {
    return text.replace("%d", Integer.toString(number)).replace("%%", "%");
  }

  /// What a person answers.
  String answer() {
    return ANSWERS.get(chance.nextInt(ANSWERS.size()));
  }

  /// A picture with a caption.
  Content media(String text) {
    var source = "https://example.com/pictures/" + chance.nextInt(10_000) + ".jpg";
    return new Content.Media(text, List.of(new Content.Item(source, "image/jpeg", "")));
  }

  /// The labels of a message: of ten messages three have some.
  Map<String, String> tags() {
    return switch (chance.nextInt(10)) {
      case 0, 1 -> Map.of("campaign", "c" + chance.nextInt(200));
      case 2 -> Map.of("campaign", "c" + chance.nextInt(200), "team", "t" + chance.nextInt(10));
      default -> Map.of();
    };
  }
}
