#include "core/common/text/json_text.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace mien {

namespace {

const std::vector<std::string> kNames = {
    "/data/plain",
    "/data/\xc4\x91\xe1\xba\xb9p", // UTF-8
    "/data/e\xcc\x81t\xc3\xa9",    // decomposed and composed
    "/data/\xe9t\xe9",             // Latin-1
    "/data/100 %25 \\xe9",         // looks like an escape, is none
    "/data/line\nbreak \"quoted\"",
    std::string("/\xff\xfe\x80/") + std::string(255, '\xe9'),
    "",
};

TEST(JsonText, LeadsBackToTheSameBytes) {
  for (const std::string& name : kNames) {
    nlohmann::ordered_json json;
    putName(json, "data", name);
    const std::string text = json.dump(); // throws on anything that is no UTF-8
    EXPECT_EQ(takeName(nlohmann::json::parse(text), "data"), name);
  }
}

TEST(JsonText, LeavesUtf8AsItIsAndShowsTheRest) {
  nlohmann::ordered_json json;
  putName(json, "a", "/\xc3\xa9");
  putName(json, "b", "/\xe9");
  EXPECT_EQ(json.dump(), "{\"a\":\"/\xc3\xa9\",\"b\":\"/\\\\xe9\",\"b_bytes\":\"2fe9\"}");
}

TEST(JsonText, TakesTheTextWhereSomebodyHasChangedIt) {
  nlohmann::ordered_json json;
  putName(json, "data", "/old/\xe9");
  json["data"] = "/new";
  EXPECT_EQ(takeName(nlohmann::json(json), "data"), "/new");
  for (const nlohmann::json& bytes : {nlohmann::json("2f6"), nlohmann::json("zz"), nlohmann::json(7)}) {
    json["data_bytes"] = bytes;
    EXPECT_EQ(takeName(nlohmann::json(json), "data"), "/new");
  }
  EXPECT_EQ(takeName(nlohmann::json::parse("{\"data\":7}"), "data"), "");
  EXPECT_EQ(takeName(nlohmann::json::object(), "data"), "");
}

TEST(JsonText, ReplacesWhatIsNoUtf8ForPrograms) {
  EXPECT_EQ(jsonText({{"file", "a\xe9z"}}), "{\"file\":\"a\xef\xbf\xbdz\"}");
  EXPECT_EQ(jsonText({{"n", 1}}, 2), "{\n  \"n\": 1\n}");
}

} // namespace

} // namespace mien
