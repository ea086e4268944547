package io.carillon.bench.scene;

import io.carillon.bench.load.Template;

/// A text to be sent, with the message's number in it, so that no two are equal. Only letters that
/// stand as themselves in JSON and in GSM 03.38.
enum Text {
  /// One segment.
  SHORT(92),
  /// Three segments of 153 septets.
  THREE(430),
  /// Four.
  FOUR(590);

  private static final String BEGIN = "Your order " + Template.NUMBER;
  private static final String REST =
      " has left our warehouse and should be with you tomorrow before noon. Bye! "
          + "You can follow it on our pages with the number above, or ask the friendly people of "
          + "our service about it by an answer to this message. Please keep the packing for a "
          + "while, since what does not please you may be sent back in it within thirty days at "
          + "our cost, and tell us what we can do better. We wish you much joy with what you have "
          + "chosen, and we would like to see you again soon. With kind regards, all of us at your "
          + "shop around the corner, where the coffee is always hot and the dog likes to be patted "
          + "by everyone. Come in and see what is new this week in our windows and on our shelves";

  private final String words;

  Text(int length) {
    this.words = (BEGIN + REST).substring(0, length - 1).strip() + ".";
  }

  String words() {
    return words;
  }

  /// Characters of one text, each an octet on disk.
  int length() {
    return words.length();
  }
}
