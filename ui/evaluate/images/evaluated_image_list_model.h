#pragma once

#include "core/data/dataset.h"
#include "core/eval/evaluator.h"
#include "ui/text/class_label.h"

#include <QAbstractListModel>
#include <QPixmap>
#include <QVector>

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace mien::ui {

/// A coloured part of a bar: so much of the votes or of the probability went to this emotion.
struct BarPart {
  int emotion = -1; ///< for emotionColor(); 8 and above: unknown, not a face
  double share = 0; ///< 0..1
};

/// What a row says of one image.
struct ImageFacts {
  QString verdict; ///< "Anger taken for Disgust"
  bool right = false;
  QString votes; ///< "Votes: Anger 6, Disgust 4"
  QString model; ///< "Model: Disgust 71 %, Anger 20 %"
  QString other; ///< the same of the model compared with; empty without one
  std::vector<BarPart> voteBar;
  std::vector<BarPart> modelBar;
  std::vector<BarPart> otherBar;
};

/// Images of an evaluation with their votes and the model's answers; the pictures come from the data set, by file.
class EvaluatedImageListModel : public QAbstractListModel {
  Q_OBJECT

public:
  enum Role { FactsRole = Qt::UserRole, PictureRole, ImageRole };

  using QAbstractListModel::QAbstractListModel;

  void setSource(std::shared_ptr<const EvaluationResult> result, std::shared_ptr<const Dataset> dataset);
  void setOther(std::shared_ptr<const EvaluationResult> other); ///< of the same images; matched by file
  void setImages(QVector<int> images);                          ///< indices into EvaluationResult::images
  [[nodiscard]] const QVector<int>& images() const { return m_images; }

  [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
  [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
  [[nodiscard]] ImageFacts facts(int image) const;
  [[nodiscard]] QPixmap picture(int image) const; ///< null when it can no longer be read

private:
  [[nodiscard]] QString answer(const QString& who, const EvaluationResult& result, int image,
                               std::vector<BarPart>& bar) const;

  std::shared_ptr<const EvaluationResult> m_result;
  std::shared_ptr<const EvaluationResult> m_other;
  std::shared_ptr<const Dataset> m_dataset;
  std::vector<ClassLabel> m_labels;
  std::unordered_map<std::string, std::size_t> m_samples; ///< in the data set, by file
  std::unordered_map<std::string, int> m_otherImages;     ///< in the other result, by file
  QVector<int> m_images;
};

} // namespace mien::ui

Q_DECLARE_METATYPE(mien::ui::ImageFacts)
