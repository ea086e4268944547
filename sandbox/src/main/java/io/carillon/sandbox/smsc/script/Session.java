package io.carillon.sandbox.smsc.script;

import java.time.Duration;

/// The timers and bounds that hold for every bind.
///
/// @param enquireLink after how long a silence the centre asks; zero = never
/// @param responseTimeout after which a deliver_sm counts as unanswered and is sent again
/// @param again from a deliver_sm that was refused for now to the next try
/// @param tries how often one deliver_sm is sent before it is given up
/// @param owedMax deliver_sm that may be owed; beyond it submit_sm is answered ESME_RMSGQFUL
/// @param firstSequence the centre's first sequence_number on each bind
public record Session(
    Duration enquireLink,
    Duration responseTimeout,
    Duration again,
    int tries,
    int owedMax,
    int firstSequence) {}
