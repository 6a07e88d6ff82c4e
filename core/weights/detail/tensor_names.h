#pragma once

#include "core/common/text/message.h"
#include "core/weights/state_dict.h"

#include <string>
#include <vector>

namespace mien::detail {

/// Takes from the names what wrappers put before them ("module.", "model.", "_orig_mod.", "backbone.", ...): all that
/// they share, or, where a network with torchvision's names lies beside other things (a loss's class weights, a second
/// network's averages), what stands before "features.0.0.weight", and the other things are left out. Gives what was
/// left out as clauses. Throws Error (BadData), whose message is a clause, where there are several networks.
std::vector<Message> stripNamePrefixes(StateDict& state);

} // namespace mien::detail
