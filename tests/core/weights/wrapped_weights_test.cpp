#include "core/weights/detail/pickle/pickle_reader.h"
#include "tests/core/weights/hand_made_weights.h"

namespace mien {
namespace {

using namespace std::string_literals;
using namespace test;

std::string dict(const std::vector<std::pair<std::string, std::string>>& items) {
  std::string result = "}(";
  for (const auto& [key, value] : items) {
    result += text(key) + value;
  }
  return result + "u";
}

std::string list(const std::vector<std::string>& names) {
  std::string result = "](";
  for (const std::string& name : names) {
    result += text(name);
  }
  return result + "e";
}

class WrappedWeights : public HandMadeWeights {
protected:
  /// The names of what is read, with spaces between them.
  std::string names(const std::string& root) {
    std::string all;
    for (const NamedArray& array : read(root).state) {
      all += (all.empty() ? "" : " ") + array.name;
    }
    return all;
  }

  StoredWeights read(const std::string& root) { return readStoredWeights(archive(pickled(root))); }

  static inline const std::string s_state = dict({{"a.w", tensor({})}, {"b.w", tensor({})}});
};

TEST_F(WrappedWeights, UsualKeysAreOpened) {
  for (const char* key : {"model", "state_dict", "model_state_dict", "model_state", "net", "network", "weights",
                          "params", "model_ema", "ema", "state_dict_ema", "anything"}) {
    EXPECT_EQ(names(dict({{"epoch", "K\x03"}, {key, s_state}, {"loss", "K\x01"}})), "a.w b.w") << key;
  }
  EXPECT_EQ(names(dict({{"model", dict({{"state_dict", s_state}})}})), "a.w b.w");
  EXPECT_EQ(names(dict({{"ema", dict({{"decay", "K\x01"}, {"module", s_state}})}})), "a.w b.w");
  EXPECT_EQ(names(s_state), "a.w b.w");
}

TEST_F(WrappedWeights, OptimizersAreNoModels) {
  const std::string optimizer = dict({{"exp_avg", tensor({})}});
  EXPECT_EQ(names(dict({{"model", s_state}, {"opt", optimizer}})), "a.w b.w"); // fastai
  EXPECT_EQ(names(dict({{"optimizer_state_dict", optimizer}, {"net_g", s_state}})), "a.w b.w");
}

TEST_F(WrappedWeights, WhichOfSeveralWasTakenIsSaid) {
  const std::string other = dict({{"c.w", tensor({})}, {"d.w", tensor({})}});
  const StoredWeights both = read(dict({{"model_ema", other}, {"model", s_state}}));
  EXPECT_EQ(both.state.at(0).name, "a.w");
  ASSERT_EQ(both.notes.remarks.size(), 1U);
  EXPECT_EQ(both.notes.remarks[0].english(), "it holds 'model' and 'model_ema'; 'model' was taken");
  expectRefused(archive(pickled(dict({{"generator", s_state}, {"critic", other}}))), "'generator' and 'critic'");
}

TEST_F(WrappedWeights, WithoutAStateDictTheKeysAreNamed) {
  expectRefused(archive(pickled(dict({{"epoch", "K\x03"}, {"optimizer", dict({{"m", tensor({})}})}}))),
                "none of its keys holds a state dict ('epoch', 'optimizer')");
  expectRefused(archive(pickled(dict(
                    {{"a", "N"}, {"b", "N"}, {"c", "N"}, {"d", "N"}, {"e", "N"}, {"f", "N"}, {"g", "N"}, {"h", "N"}}))),
                "'f' and 2 more");
}

TEST_F(WrappedWeights, SharedPrefixesAreStripped) {
  const auto two = [](const std::string& one, const std::string& other) {
    return dict({{"state_dict", dict({{one, tensor({})}, {other, tensor({})}})}});
  };
  EXPECT_EQ(names(two("module.a", "module.b")), "a b");
  EXPECT_EQ(names(two("module.a", "b")), "module.a b");
  EXPECT_EQ(names(two("module._orig_mod.model.a", "module._orig_mod.model.b")), "a b");
  EXPECT_EQ(names(two("backbone.features.0.0.weight", "backbone.classifier.1.bias")),
            "features.0.0.weight classifier.1.bias");
  EXPECT_EQ(names(two("features.0.0.weight", "features.1.weight")), "features.0.0.weight features.1.weight");
}

TEST_F(WrappedWeights, WhatLiesBesideTheNetworkIsLeftOutAndSaid) {
  const auto state = [](const std::vector<std::string>& all) {
    std::vector<std::pair<std::string, std::string>> items;
    for (const std::string& name : all) {
      items.emplace_back(name, tensor({}));
    }
    return dict({{"state_dict", dict(items)}});
  };
  const StoredWeights loss = read(state({"model.features.0.0.weight", "model.classifier.1.bias", "criterion.weight"}));
  ASSERT_EQ(loss.state.size(), 2U);
  EXPECT_EQ(loss.state[1].name, "classifier.1.bias");
  ASSERT_EQ(loss.notes.remarks.size(), 1U);
  EXPECT_EQ(loss.notes.remarks[0].english(), "left out what is not under 'model.': 'criterion.weight'");
  EXPECT_EQ(names(state({"ema.features.0.0.weight", "model.features.0.0.weight"})), "features.0.0.weight");
  expectRefused(archive(pickled(state({"a.features.0.0.weight", "b.features.0.0.weight"}))), "'a.' and 'b.'");
  // torch.optim.swa_utils, as torchvision's training writes "model_ema".
  EXPECT_EQ(names(dict({{"model_ema", dict({{"n_averaged", tensor({.shape = {}, .strides = {}})},
                                            {"module.features.0.0.weight", tensor({})}})}})),
            "features.0.0.weight");
}

TEST_F(WrappedWeights, SettingsAndOptimizersBesideTheWeightsDoNoHarm) {
  const std::string arguments = "cargparse\nNamespace\n)\x81}(" + text("lr") + "K\x01ub"; // argparse.Namespace(lr=1)
  const std::string scalar = "cnumpy.core.multiarray\nscalar\n(cnumpy\ndtype\n(" + text("f8") + "tR" + text("x") + "tR";
  const std::string defaults = "ccollections\ndefaultdict\n(c__builtin__\ndict\ntR(K\x05}u";
  const std::string settings = "cpytorch_lightning.utilities.parsing\nAttributeDict\n)\x81(" + text("class_to_idx") +
                               dict({{"happy", "K\x01"}, {"sad", "K\x00"s}}) + "u";
  const StoredWeights weights = read(dict({{"args", arguments},
                                           {"best_acc1", scalar},
                                           {"optimizer", defaults},
                                           {"hyper_parameters", settings},
                                           {"state_dict", s_state}}));
  EXPECT_EQ(weights.state.size(), 2U);
  EXPECT_EQ(weights.notes.classNames, (std::vector<std::string>{"sad", "happy"}));
}

TEST_F(WrappedWeights, ObjectsInPlaceOfWeightsAreRefusedByName) {
  expectRefused(archive(pickled("ctorchvision.models.efficientnet\nEfficientNet\n)\x81}b")),
                "'torchvision.models.efficientnet.EfficientNet', which is refused: it is a whole pickled model");
  expectRefused(archive(pickled(dict({{"model", "c__main__\nNet\n)\x81"}}))), "'__main__.Net'");
  expectRefused(archive(pickled("cargparse\nNamespace\n)\x81")), "a pickled 'argparse.Namespace'");
  expectRefused(archive(pickled(dict({{"w", tensor({})}, {"x", "cargparse\nNamespace\n)\x81"}}))),
                "'x' is not a tensor but 'argparse.Namespace'");
  // Not even beside good weights.
  expectRefused(archive(pickled(dict({{"state_dict", s_state}, {"x", "cos\nsystem\n(" + text("true") + "tR"}}))),
                "'os.system'");
}

TEST_F(WrappedWeights, ClassNamesAreFoundInAnyUsualForm) {
  const auto classes = [this](const std::string& key, const std::string& value) {
    return read(dict({{"state_dict", s_state}, {key, value}})).notes.classNames;
  };
  const std::vector<std::string> expected{"anger", "joy", "fear"};
  EXPECT_EQ(classes("class_to_idx", dict({{"joy", "K\x01"}, {"anger", "K\x00"s}, {"fear", "K\x02"}})), expected);
  EXPECT_EQ(classes("idx_to_class", "}(K\x01" + text("joy") + "K\x00"s + text("anger") + "K\x02" + text("fear") + "u"),
            expected);
  EXPECT_EQ(classes("id2label", dict({{"0", text("anger")}, {"2", text("fear")}, {"1", text("joy")}})), expected);
  for (const char* key : {"classes", "labels", "vocab", "class_names", "CLASSES"}) {
    EXPECT_EQ(classes(key, list(expected)), expected) << key;
  }
  EXPECT_EQ(classes("meta", dict({{"dataset_meta", dict({{"classes", list(expected)}})}})), expected); // mmpretrain
  EXPECT_TRUE(classes("classes", "K\x07").empty());
  EXPECT_TRUE(classes("labels", tensor({})).empty());
  EXPECT_TRUE(classes("other", list(expected)).empty());
}

TEST_F(WrappedWeights, ClassNamesThatCannotBeNumberedAreRefused) {
  const auto refused = [this](const std::string& key, const std::string& value, const std::string& part) {
    expectRefused(archive(pickled(dict({{"state_dict", s_state}, {"classes", list({"a", "b"})}, {key, value}}))), part);
  };
  refused("class_to_idx", dict({{"a", "K\x00"s}, {"b", "K\x02"}}), "without gaps");
  refused("class_to_idx", dict({{"a", "K\x01"}, {"b", "K\x01"}}), "two classes one number");
  refused("class_to_idx", dict({{"a", "K\x01"}, {"b", "K\x00"s}}), "name different classes");
}

TEST_F(WrappedWeights, SizeAndNormalisationAreFound) {
  const std::string numbers = "](G" + "\x3f\xdc\xcc\xcc\xcc\xcc\xcc\xcd"s + "e"; // 0.45
  const WeightsMetadata notes = read(dict({{"state_dict", s_state},
                                           {"hparams", dict({{"img_size", "K\x60"}, {"mean", numbers}})},
                                           {"std", "K\x02"}}))
                                    .notes;
  EXPECT_EQ(notes.inputSize, 96);
  ASSERT_EQ(notes.mean.size(), 1U);
  EXPECT_DOUBLE_EQ(notes.mean[0], 0.45);
  EXPECT_TRUE(notes.deviation.empty()) << "2 is not in units of 0 to 1";
}

TEST(PickleReader, NegativeNumbersKeepTheirSign) {
  const auto number = [](const std::string& bytes) {
    const detail::Pickle pickle = detail::readPickle(bytesOf(pickled("\x8a" + little(bytes.size(), 1) + bytes)));
    const auto* value = pickle.root->as<std::int64_t>();
    return value != nullptr ? *value : 0;
  };
  EXPECT_EQ(number("\xff"), -1);
  EXPECT_EQ(number("\x80"), -128);
  EXPECT_EQ(number("\x7f"), 127);
  EXPECT_EQ(number("\x80\x00"s), 128);
  EXPECT_EQ(number(little(static_cast<std::uint64_t>(-(std::int64_t{1} << 40)), 6)), -(std::int64_t{1} << 40));
}

TEST_F(WrappedWeights, ValuesBelowAMarkAreOutOfReach) {
  expectRefused(archive("\x80\x02K\x01K\x01(\x86t."), "takes a value that is not there");
}

TEST_F(WrappedWeights, CopiedDictionariesAreBoundedInTheirSum) {
  std::string pairs = "](";
  for (int i = 0; i < 3000; ++i) {
    pairs += "K\x01K\x01\x86";
  }
  std::string copies = "ccollections\nOrderedDict\nq\x02" + pairs + "eq\x01";
  for (int i = 0; i < 1000; ++i) {
    copies += "h\x02h\x01\x85R";
  }
  expectRefused(archive(pickled(copies)), "more values than weights need");
}

} // namespace
} // namespace mien
