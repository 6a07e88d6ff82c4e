#pragma once

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace mien::detail {

/// A named run of floats that somebody else owns.
struct FloatBlock {
  std::string name;
  float* values;
  std::size_t count;
};

/// Writes the blocks and a JSON note as a safetensors file (huggingface.co/docs/safetensors; one-dimensional F32
/// tensors, in the engine's memory order), to a temporary name, flushed, then renamed: a checkpoint is the old or the
/// new one whole, whatever happens. Throws Error (DiskFull, Io).
void writeCheckpoint(const std::filesystem::path& file, const std::vector<FloatBlock>& blocks,
                     const nlohmann::json& note);

/// Fills every block from the file and returns the note. Throws Error(BadData) that names the file when a block is
/// missing, has another size or the contents do not match the checksum; the blocks are untouched then.
nlohmann::json readCheckpoint(const std::filesystem::path& file, const std::vector<FloatBlock>& blocks);

/// Only the note.
nlohmann::json readCheckpointNote(const std::filesystem::path& file);

} // namespace mien::detail
