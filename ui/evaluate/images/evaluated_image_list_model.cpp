#include "ui/evaluate/images/evaluated_image_list_model.h"

#include "core/data/emotion.h"
#include "ui/pictures/gray_images.h"
#include "ui/text/emotion_name.h"
#include "ui/text/path_text.h"
#include "ui/text/percent_text.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace mien::ui {

namespace {

/// The parts of a whole, largest first.
std::vector<std::pair<int, double>> byShare(const std::vector<double>& shares) {
  std::vector<std::pair<int, double>> order;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] > 0) {
      order.emplace_back(static_cast<int>(i), shares[i]);
    }
  }
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.second > b.second; });
  return order;
}

QString joined(const QStringList& parts) { // QLocale's own list has an "and" in the language of the machine
  return parts.join(EvaluatedImageListModel::tr(", ", "between emotions"));
}

} // namespace

void EvaluatedImageListModel::setSource(std::shared_ptr<const EvaluationResult> result,
                                        std::shared_ptr<const Dataset> dataset) {
  beginResetModel();
  m_images.clear();
  m_other.reset();
  m_otherImages.clear();
  m_samples.clear();
  m_result = std::move(result);
  m_dataset = std::move(dataset);
  m_labels = m_result ? classLabels(m_result->model) : std::vector<ClassLabel>();
  if (m_result && m_dataset) {
    for (std::size_t i = 0; i < m_dataset->samples.size(); ++i) {
      m_samples.emplace(m_dataset->samples[i].file, i); // of all splits: the evaluation may have cut them otherwise
    }
  }
  endResetModel();
}

void EvaluatedImageListModel::setOther(std::shared_ptr<const EvaluationResult> other) {
  beginResetModel();
  m_other = std::move(other);
  m_otherImages.clear();
  if (m_other) {
    for (std::size_t i = 0; i < m_other->images.size(); ++i) {
      m_otherImages.emplace(m_other->images[i].file, static_cast<int>(i));
    }
  }
  endResetModel();
}

void EvaluatedImageListModel::setImages(QVector<int> images) {
  beginResetModel();
  m_images = std::move(images);
  endResetModel();
}

int EvaluatedImageListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_images.size());
}

QVariant EvaluatedImageListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_result) {
    return {};
  }
  const int image = m_images[index.row()];
  switch (role) {
  case Qt::DisplayRole: // for screen readers; the delegate draws FactsRole
  {
    const ImageFacts found = facts(image);
    QStringList lines{found.verdict, found.votes, found.model};
    if (!found.other.isEmpty()) {
      lines << found.other;
    }
    return lines.join(QLatin1Char('\n'));
  }
  case Qt::ToolTipRole:
    return pathText(std::filesystem::path(m_result->images[static_cast<std::size_t>(image)].file));
  case FactsRole:
    return QVariant::fromValue(facts(image));
  case PictureRole:
    return picture(image);
  case ImageRole:
    return image;
  default:
    return {};
  }
}

ImageFacts EvaluatedImageListModel::facts(int image) const {
  const EvaluatedImage& evaluated = m_result->images[static_cast<std::size_t>(image)];
  const QString& truth = m_labels[static_cast<std::size_t>(evaluated.actual)].name;
  const QString& answered = m_labels[static_cast<std::size_t>(evaluated.predicted)].name;
  ImageFacts found;
  found.right = evaluated.actual == evaluated.predicted;
  found.verdict = found.right ? tr("%1, recognised").arg(truth) : tr("%1 taken for %2").arg(truth, answered);

  std::vector<double> votes(evaluated.votes.begin(), evaluated.votes.end());
  double all = 0;
  for (const double count : votes) {
    all += count;
  }
  QStringList parts;
  for (const auto& [column, count] : byShare(votes)) {
    //: votes for one emotion: %1 is its name, %2 the number
    parts << tr("%1 %2").arg(emotionName(voteName(column)), QLocale().toString(static_cast<int>(count)));
    found.voteBar.push_back({column, count / all});
  }
  found.votes = tr("Votes: %1").arg(joined(parts));
  found.model = answer(m_other ? tr("First model: %1") : tr("Model: %1"), *m_result, image, found.modelBar);
  if (m_other) {
    const auto match = m_otherImages.find(evaluated.file);
    if (match != m_otherImages.end()) {
      found.other = answer(tr("Second model: %1"), *m_other, match->second, found.otherBar);
    }
  }
  return found;
}

QPixmap EvaluatedImageListModel::picture(int image) const {
  const auto sample = m_samples.find(m_result->images[static_cast<std::size_t>(image)].file);
  return sample == m_samples.end() ? QPixmap() : QPixmap::fromImage(readImage(*m_dataset->images, sample->second));
}

QString EvaluatedImageListModel::answer(const QString& who, const EvaluationResult& result, int image,
                                        std::vector<BarPart>& bar) const {
  const std::vector<ClassLabel> labels = classLabels(result.model);
  const auto row = result.probabilities.begin() + static_cast<std::ptrdiff_t>(image) * result.model.classes();
  const std::vector<double> shares(row, row + result.model.classes());
  QStringList parts;
  for (const auto& [index, share] : byShare(shares)) {
    const ClassLabel& label = labels[static_cast<std::size_t>(index)];
    bar.push_back({label.emotion, share});
    if (parts.size() < 2) {
      //: what a model holds an image for: %1 is an emotion, %2 its probability
      parts << tr("%1 %2").arg(label.name, probabilityText(share));
    }
  }
  return who.arg(joined(parts));
}

} // namespace mien::ui
