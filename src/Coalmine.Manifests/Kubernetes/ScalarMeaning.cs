using System.Globalization;
using Coalmine.Manifests.Documents;

namespace Coalmine.Manifests.Kubernetes;

/// <summary>
/// What a single value of a manifest is, by the rules of the library with which kubectl and the API server read YAML (sigs.k8s.io/yaml on go-yaml v2, its
/// <c>resolve.go</c>, commit 742f5e6f06b9): those of YAML 1.1, in which <c>yes</c>, <c>on</c> and <c>y</c> are true and <c>012</c> is ten. Quotes make a
/// text of anything. On the way to the API server the value becomes JSON, in which <c>12.0</c> and <c>1e1</c> are written as whole numbers: that is what they
/// are here.
/// </summary>
/// <param name="Kind">What it is.</param>
/// <param name="Whole">The number, where it is a whole one.</param>
/// <param name="Real">The number, where it is one; NaN where it is none.</param>
/// <param name="Truth">The truth value, where it is one.</param>
public readonly record struct ScalarMeaning(ScalarKind Kind, long Whole, double Real, bool Truth)
{
    private const string Core = "tag:yaml.org,2002:";

    private static ScalarMeaning Text => new(ScalarKind.Text, 0, double.NaN, Truth: false);

    /// <summary>What a scalar is.</summary>
    public static ScalarMeaning Of(Node.Scalar scalar) => scalar.Tag switch
    {
        Core + "str" or Core + "binary" or "!" => Text,
        Core + "null" => new(ScalarKind.Nothing, 0, double.NaN, Truth: false),
        Core + "int" or Core + "float" or Core + "bool" => OfPlain(scalar.Text),
        _ when scalar.Form != ScalarForm.Plain => Text,
        _ => OfPlain(scalar.Text),
    };

    /// <summary>What a text is where it stands without quotes and tags.</summary>
    public static ScalarMeaning OfPlain(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return new(ScalarKind.Nothing, 0, double.NaN, Truth: false);
            case "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return new(ScalarKind.Truth, 0, double.NaN, Truth: true);
            case "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return new(ScalarKind.Truth, 0, double.NaN, Truth: false);
            case ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF":
                return Number(double.PositiveInfinity);
            case "-.inf" or "-.Inf" or "-.INF":
                return Number(double.NegativeInfinity);
            case ".nan" or ".NaN" or ".NAN":
                return Number(double.NaN);
        }

        char first = text[0];
        if (!char.IsAsciiDigit(first) && first is not ('.' or '-' or '+'))
            return Text;
        string digits = first == '.' ? text : text.Replace("_", "", StringComparison.Ordinal);
        if (first != '.' && TryWhole(digits, out long whole))
            return new(ScalarKind.Whole, whole, whole, Truth: false);

        // Beyond the doubles Go's parser gives up, and the text stays one.
        bool isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real);
        return isNumber && IsDecimal(digits) ? Number(real) : Text;
    }

    // Go writes whole doubles below 1e21 without a point, and reads them back as 64-bit whole numbers where they fit.
    private static ScalarMeaning Number(double real) => Math.Abs(real) < 9.2e18 && real == Math.Truncate(real)
        ? new(ScalarKind.Whole, (long)real, real, Truth: false)
        : new(ScalarKind.Real, 0, real, Truth: false);

    // Go's strconv.ParseInt with base 0: 0x, 0o or a leading 0, 0b; else decimal.
    private static bool TryWhole(string text, out long whole)
    {
        whole = 0;
        bool isNegative = text.StartsWith('-');
        ReadOnlySpan<char> digits = text.AsSpan(isNegative || text.StartsWith('+') ? 1 : 0);
        int radix = 10;
        if (digits.Length > 1 && digits[0] == '0')
        {
            radix = char.ToLowerInvariant(digits[1]) switch { 'x' => 16, 'b' => 2, _ => 8 };
            digits = digits[(radix == 8 && char.ToLowerInvariant(digits[1]) != 'o' ? 1 : 2)..];
        }

        if (digits.IsEmpty)
            return false;
        Int128 sum = 0;
        foreach (char digit in digits)
        {
            int value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : radix;
            if (value >= radix)
                return false;
            sum = sum * radix + value;
            if (sum > (Int128)long.MaxValue + 1)
                return false;
        }

        sum = isNegative ? -sum : sum;
        whole = sum <= long.MaxValue ? (long)sum : 0;
        return sum <= long.MaxValue;
    }

    // go-yaml's yamlStyleFloat: [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?
    private static bool IsDecimal(string text)
    {
        int at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        int wholeDigits = Digits(text, ref at);
        int fraction = 0;
        bool hasPoint = at < text.Length && text[at] == '.';
        if (hasPoint)
        {
            at++;
            fraction = Digits(text, ref at);
        }

        if (wholeDigits + fraction == 0)
            return false;
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            at++;
            if (at < text.Length && text[at] is '-' or '+')
                at++;
            if (Digits(text, ref at) == 0)
                return false;
        }

        return at == text.Length;
    }

    private static int Digits(string text, ref int at)
    {
        int from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - from;
    }
}
