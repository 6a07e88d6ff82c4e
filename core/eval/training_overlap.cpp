#include "core/eval/training_overlap.h"

#include "core/common/error.h"
#include "core/common/text/shown_text.h"

namespace mien {

namespace {

/// The list beside the weights, if it is of the same training: weights may have been copied into another run's folder.
std::optional<ImageFingerprints> listBeside(const std::filesystem::path& weights, const DatasetFingerprint& identity) {
  try {
    auto list = ImageFingerprints::read(weights.parent_path() / ImageFingerprints::kFile);
    return list && list->identity().digest == identity.digest ? std::move(list) : std::nullopt;
  } catch (const Error&) { // damaged: the model's own description is left
    return std::nullopt;
  }
}

Message trainedNote(std::size_t trained, std::size_t images, Split split) {
  return Message("the model was trained on {trained} of the {images} images of the {split} split: what it does on new "
                 "ones is likely worse than these figures",
                 {{"trained", trained}, {"images", images}, {"split", splitName(split)}});
}

} // namespace

const Dataset& datasetForModel(const ModelInfo& model, const std::optional<ValidationHoldout>& wanted,
                               const Dataset& dataset, std::optional<Dataset>& own) {
  const std::optional<ValidationHoldout> trained = model.trainingData ? model.trainingData->cut : std::nullopt;
  const std::optional<ValidationHoldout>& cut = wanted ? wanted : trained;
  return cut ? datasetWithHoldout(dataset, *cut, own) : dataset;
}

std::vector<Message> trainingDataNotes(const ModelInfo& model, const std::filesystem::path& weights,
                                       const Dataset& dataset, Split split) {
  std::vector<Message> notes;
  if (!model.trainingData) {
    return notes;
  }
  const ImageFingerprints now(dataset);
  const std::size_t images = now.identity().images[static_cast<std::size_t>(split)];
  const std::optional<ImageFingerprints> list = listBeside(weights, *model.trainingData);
  if (!list) {
    const bool same = now.identity().digest == model.trainingData->digest;
    if (same && split == Split::Train) {
      notes.push_back(trainedNote(images, images, split));
    } else if (!same && model.dataset == shownPath(dataset.root.filename())) {
      notes.push_back(
          Message("the data set is not the one of that name that the model was trained on; some of the images may "
                  "be those that it has learned from"));
    }
    return notes;
  }
  if (const std::size_t trained = list->countTrained(dataset, split); trained > 0) {
    notes.push_back(trainedNote(trained, images, split));
  }
  const DatasetChanges changes = list->changesTo(now);
  if (changes.any() &&
      changes.known * 2 > dataset.samples.size()) { // another data set altogether is nothing to mention
    notes.push_back(
        Message("the data set has changed since the training: {changes}", {{"changes", changes.message()}}));
  }
  return notes;
}

} // namespace mien
