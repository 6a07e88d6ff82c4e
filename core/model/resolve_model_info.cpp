#include "core/common/error.h"
#include "core/common/text/numbers.h"
#include "core/common/text/shown_text.h"
#include "core/data/emotion.h"
#include "core/model/head_outputs.h"
#include "core/model/weights_file.h"

#include <algorithm>
#include <numeric>

namespace mien {

namespace {

[[noreturn]] void refuse(ErrorKind kind, const std::filesystem::path& file, const Message& problem) {
  throw Error(kind, Message("The model '{file}' cannot be used: {problem}.",
                            {{"file", shownPath(file)}, {"problem", problem}}));
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < 8; ++i) {
    text += (i == 0 ? "" : ", ") + shownText(names[i].substr(0, 40));
  }
  return names.size() > 8 ? text + " and " + std::to_string(names.size() - 8) + " more" : text;
}

/// The emotions that the file's class names stand for; nothing where it names none.
std::vector<std::string> labelsFor(const Weights& weights, bool hinted, const std::filesystem::path& file) {
  const std::int64_t outputs = outputsOf(weights.state);
  if (outputs == 0) {
    refuse(ErrorKind::BadData, file,
           Message("it has no head of an EfficientNet-B3 (classifier.1.bias is missing; its first tensor is "
                   "'{empty}'). Choose a file that Mien or torchvision's efficientnet_b3 wrote",
                   {{"empty",
                     shownText(weights.state.empty() ? std::string() : weights.state.front().name.substr(0, 80))}}));
  }
  const std::vector<std::string> named = hinted ? std::vector<std::string>() : weights.notes.classNames;
  if (!named.empty() && static_cast<std::int64_t>(named.size()) != outputs) {
    refuse(
        ErrorKind::BadData, file,
        Message(
            "it names {namedCount} classes ({listed}) and has {outputs} outputs. Save it with the names of its classes",
            {{"namedCount", named.size()}, {"listed", listed(named)}, {"outputs", outputs}}));
  }
  const std::string remedy = "; give it a head for 7 or 8 emotions with mien-cli train --init";
  if (outputs != 7 && outputs != 8) {
    refuse(
        ErrorKind::BadData, file,
        Message("it has {outputs} outputs{named}, Mien names 7 or 8 emotions and cannot use other classes yet{remedy}",
                {{"outputs", outputs},
                 {"named", named.empty() ? Message("") : Message(" ({names})", {{"names", listed(named)}})},
                 {"remedy", remedy}}));
  }
  if (named.empty()) {
    return {};
  }
  const auto emotions = emotionsNamed(named);
  if (!emotions) {
    refuse(ErrorKind::BadData, file,
           Message("its classes ({names}) are not the emotions of FER+, and Mien cannot use other classes yet{remedy}",
                   {{"names", listed(named)}, {"remedy", remedy}}));
  }
  return *emotions;
}

float average(const std::vector<double>& numbers) {
  return static_cast<float>(std::accumulate(numbers.begin(), numbers.end(), 0.0) / static_cast<double>(numbers.size()));
}

/// What a file says that Mien did not write.
ModelInfo fromNotes(const Weights& weights, const ModelHints& hints, const std::filesystem::path& file) {
  ModelInfo info;
  info.head = headKindOf(weights.state);
  info.labels = labelsFor(weights, !hints.labels.empty(), file);
  if (info.labels.empty()) {
    info.labels = emotionLabels(static_cast<int>(outputsOf(weights.state)));
    if (hints.labels.empty()) {
      info.assumed.push_back(AssumedField::Labels);
    }
  }
  const WeightsMetadata& notes = weights.notes;
  if (notes.inputSize) {
    info.inputSize = *notes.inputSize;
  } else if (!hints.inputSize) {
    info.assumed.push_back(AssumedField::InputSize);
  }
  if (!notes.mean.empty() && !notes.deviation.empty()) {
    info.mean = {average(notes.mean)};
    info.deviation = {average(notes.deviation)};
    if (notes.mean.size() > 1) {
      info.remarks.push_back(Message(
          "its mean and deviation are those of colours; Mien feeds grey images and takes their averages, {mean} "
          "and {deviation}",
          {{"mean", Message::Real{info.mean[0], 3}}, {"deviation", Message::Real{info.deviation[0], 3}}}));
    }
  } else if (!hints.mean || !hints.deviation) {
    info.assumed.push_back(AssumedField::Normalisation);
  }
  return info;
}

} // namespace

ModelInfo resolveModelInfo(const Weights& weights, const ModelHints& hints, const std::filesystem::path& file) {
  ModelInfo info = weights.info ? *weights.info : fromNotes(weights, hints, file);
  info.remarks.insert(info.remarks.begin(), weights.notes.remarks.begin(), weights.notes.remarks.end());
  if (!hints.labels.empty()) {
    if (hints.labels.size() != info.labels.size()) {
      refuse(ErrorKind::BadArgument, file,
             Message("it has {count} outputs, and {given} label names are given for it. Name as many "
                     "labels as it has outputs",
                     {{"count", info.labels.size()}, {"given", hints.labels.size()}}));
    }
    info.labels = hints.labels;
  }
  info.inputSize = hints.inputSize.value_or(info.inputSize);
  if (hints.mean) {
    info.mean = {*hints.mean};
  }
  if (hints.deviation) {
    info.deviation = {*hints.deviation};
  }
  try {
    validate(info);
  } catch (const Error& error) {
    throw Error(error.kind(), Message("'{file}': {reason}", {{"file", shownPath(file)}, {"reason", error.message()}}));
  }
  return info;
}

std::optional<std::vector<std::string>> statedLabels(const Weights& weights) {
  const std::vector<std::string>& names = weights.info ? weights.info->labels : weights.notes.classNames;
  return names.empty() ? std::nullopt : emotionsNamed(names);
}

} // namespace mien
