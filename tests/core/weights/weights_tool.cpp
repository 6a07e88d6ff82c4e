// For tests/python/weights_exchange.py: "print FILE" prints what loadWeights() reads, "write FILE" writes a sample.
#include "core/common/error.h"
#include "core/model/weights_file.h"
#include "tests/core/model/info_fixture.h"
#include "tests/core/weights/state_fixture.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <string_view>

int main(int count, char** arguments) {
  if (count != 3) {
    return 2;
  }
  try {
    if (std::string_view(arguments[1]) == "write") {
      mien::saveWeights(arguments[2], mien::sampleState(), mien::sampleInfo());
      return 0;
    }
    const mien::Weights weights = mien::loadWeights(arguments[2]);
    auto json = nlohmann::json::object();
    json["meta"] = weights.info ? mien::toJson(*weights.info) : nlohmann::json();
    json["tensors"] = nlohmann::json::array();
    for (const mien::NamedArray& array : weights.state) {
      json["tensors"].push_back({{"name", array.name},
                                 {"dtype", mien::dtypeName(array.type)},
                                 {"shape", array.shape},
                                 {"values", mien::toFloat(array)}});
    }
    std::cout << json << '\n';
    return 0;
  } catch (const mien::Error& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
