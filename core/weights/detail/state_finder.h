#pragma once

#include "core/common/text/message.h"
#include "core/weights/detail/pickle/pickle_value.h"

#include <string>
#include <string_view>
#include <vector>

namespace mien::detail {

/// The state dict within what was saved.
struct FoundState {
  const PickleDict* state = nullptr;
  std::vector<Message> remarks; ///< a clause each: what else there was to choose
};

/// The value of `key`; the last one counts, as in Python. Null where there is none.
[[nodiscard]] const PickleValue* find(const PickleDict& dict, std::string_view key);

/// Looks through the wrappers that training programs put around a state dict, in any nesting: "state_dict", "model",
/// "model_state_dict", "net", "model_ema" and the like, then any other key whose value holds tensors, optimizers left
/// out. Averaged weights ("model_ema", ...) are taken where there are no others. Throws Error (BadData), whose message
/// is a clause that names the keys, where there is none or it cannot be told which is meant.
[[nodiscard]] FoundState findState(const PickleValue& root);

} // namespace mien::detail
