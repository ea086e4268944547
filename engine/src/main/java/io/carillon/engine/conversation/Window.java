package io.carillon.engine.conversation;

import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Conversation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Until when a person may be written to freely on a channel whose owner lets that be only for a
/// while after they wrote; outside of it only templates go.
///
/// @param closes when it closes, or closed
public record Window(Channel channel, Instant closes, boolean open) {
  /// How long a window stays open after what the person wrote last; empty where a channel has none.
  ///
  /// WhatsApp Cloud API, Messaging limits: "customer service window"; Messenger Platform, Messaging
  /// policy: "standard messaging window"; Instagram Messaging API: the same.
  public static Optional<Duration> of(Channel channel) { // table
    return switch (channel) {
      case WHATSAPP, MESSENGER, INSTAGRAM -> Optional.of(Duration.ofHours(24));
      case SMS, MMS, RCS, APPLE, EMAIL, TELEGRAM, VIBER, LINE, WECHAT, X -> Optional.empty();
      case PUSH_ANDROID, PUSH_IOS, PUSH_WEB -> Optional.empty();
    };
  }

  /// The windows of a conversation, in the order of the channels: of each that has some and on
  /// which the person wrote.
  public static List<Window> of(Conversation conversation, Instant now) {
    var windows = new ArrayList<Window>();
    conversation
        .tail()
        .heardInOrder()
        .forEach((channel, heard) ->
            of(channel)
                .map(heard::plus)
                .ifPresent(
                    closes -> windows.add(new Window(channel, closes, now.isBefore(closes)))));
    return windows;
  }

  /// Whether something may be written in a conversation on a channel now.
  public static boolean lets(
      Conversation conversation, Channel channel, Content content, Instant now) {
    return of(channel).isEmpty()
        || content instanceof Content.Template
        || of(conversation, now).stream().anyMatch(it -> it.channel() == channel && it.open());
  }
}
