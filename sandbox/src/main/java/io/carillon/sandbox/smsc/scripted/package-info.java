/// A message centre that plays a script, alone, for anybody's SMPP work: any answer, any form of
/// receipt, traffic from people, and every fault a hostile one can have.
///
/// It writes its octets itself, since `wire.smpp` sessions cannot be made to lie. It keeps nothing:
/// what is owed is gone with the process. It never knows the product. Start at `ScriptedSmsc`, then
/// `Desk` for the answers and `Bind` for the wire.
@NullMarked
package io.carillon.sandbox.smsc.scripted;

import org.jspecify.annotations.NullMarked;
