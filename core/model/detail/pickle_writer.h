#pragma once

#include "core/model/state_dict.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace mien::detail {

/// The pickle (protocol 2) of {"model": OrderedDict of tensors, "meta": meta}; the numbers of state[i] are expected
/// beside it under the key "i". The same input gives the same bytes.
[[nodiscard]] std::string writePickle(const StateDict& state, const nlohmann::json& meta);

} // namespace mien::detail
