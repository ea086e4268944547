package io.carillon.front.mycpaas;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.wire.text.Transliteration;
import io.carillon.wire.text.Transliteration.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A send of the right shape, as it was asked for: what an application or a messaging service adds
/// to it is not in it yet.
///
/// @param from absent where a messaging service chooses
/// @param service the SID of the messaging service, where one was named
/// @param application the SID of the application, where one was named
record Send(
    Party to,
    Optional<Party> from,
    Optional<String> service,
    Optional<String> application,
    Words words,
    Options options) {

  /// What it says.
  ///
  /// @param asMms whether it goes as MMS without media, too
  /// @param place where `PersistentAction` pointed to
  record Words(
      String body, List<Content.Item> media, boolean asMms, Optional<Content.Location> place) {
    Words {
      media = List.copyOf(media);
    }
  }

  /// How it is to go; what is absent is left to the messaging service, or to the usual.
  record Options(
      Optional<CallbackUrl> callback,
      Optional<Duration> validity,
      Optional<Instant> sendAt,
      Optional<Boolean> smart,
      boolean feedback) {}

  /// The way that it takes: an SMS becomes an MMS by its media.
  Channel channel() {
    boolean mms = !words.media().isEmpty() || words.asMms();
    return to.channel() == Channel.SMS && mms ? Channel.MMS : to.channel();
  }

  /// What goes on that way.
  ///
  /// @param smart whether look-alikes are replaced in an SMS
  Content content(boolean smart) {
    if (words.place().isPresent()) {
      return words.place().get();
    }
    boolean text = words.media().isEmpty() && !words.asMms();
    var body =
        text && smart ? Transliteration.of(words.body(), Depth.LOOKALIKES).text() : words.body();
    return text ? new Content.Text(body) : new Content.Media(body, words.media());
  }
}
