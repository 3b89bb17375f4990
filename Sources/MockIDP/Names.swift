// What every room here works with. Whether a file imports `Text` or not, texts are equal when their bytes are.
@_exported import Representations
@_exported import Text
@_exported import Tokens
