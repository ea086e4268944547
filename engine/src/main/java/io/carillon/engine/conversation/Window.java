package io.carillon.engine.conversation;

import io.carillon.model.Channel;
import io.carillon.model.Conversation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Until when a person may be written to freely on a channel whose owner lets that be only for a
/// while after they wrote; outside of it only templates go.
///
/// @param closes when it closes, or closed
public record Window(Channel channel, Instant closes, boolean open) {
  /// The windows of a conversation, in the order of the channels: of each that has some and on
  /// which the person wrote.
  public static List<Window> of(Conversation conversation, WindowPolicy policy, Instant now) {
    var windows = new ArrayList<Window>();
    conversation
        .tail()
        .heardInOrder()
        .forEach((channel, heard) ->
            policy
                .of(channel)
                .map(heard::plus)
                .ifPresent(
                    closes -> windows.add(new Window(channel, closes, now.isBefore(closes)))));
    return windows;
  }
}
