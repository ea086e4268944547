package io.carillon.wire.smpp;

import java.util.Optional;

/// What a delivery receipt says, wherever the centre wrote it: TLVs win over text.
///
/// @param messageId the centre's id of the message, as it wrote it here: the form may differ from
///   that in the submit_sm_resp (hexadecimal, zeros in front, case). Empty where the receipt names
///   none
/// @param state what became of the message; nothing where the word is unknown
/// @param error the centre's own code; from network_error_code it is `type:code`. Empty = none
/// @param intermediate whether the centre says that more will follow
/// @param text the text form, where there is one
public record Receipt(
    String messageId,
    Optional<MessageState> state,
    String error,
    boolean intermediate,
    Optional<ReceiptText> text) {}
