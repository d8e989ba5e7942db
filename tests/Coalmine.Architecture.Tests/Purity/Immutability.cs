using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Coalmine.Architecture.Tests.Purity;

/// <summary>Judges whether what a readonly field holds can change. Errs on the side of "it can".</summary>
/// <param name="room">The assembly whose own types are looked into.</param>
/// <param name="writes">Arrays that the room's code writes into.</param>
internal sealed class Immutability(Assembly room, ElementWrites writes)
{
    private const BindingFlags InstanceFields = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Type[] Fixed =
    [
        typeof(string), typeof(decimal), typeof(TimeSpan), typeof(DateTime), typeof(DateTimeOffset), typeof(Guid), typeof(Half), typeof(Int128), typeof(UInt128),
        typeof(BigInteger), typeof(Complex), typeof(Type), typeof(Uri), typeof(Version), typeof(Regex), typeof(Encoding), typeof(StringComparer), typeof(Delegate),
        typeof(Index), typeof(Range), typeof(Rune),
    ];

    private static readonly string[] FixedSpaces = ["System.Collections.Immutable", "System.Collections.Frozen", "System.Buffers.SearchValues", "System.Runtime.Intrinsics"];

    private static readonly Type[] ReadOnlyViews =
    [
        typeof(IReadOnlyList<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyDictionary<,>), typeof(IReadOnlySet<>), typeof(IEnumerable<>), typeof(ReadOnlyMemory<>),
        typeof(IComparer<>), typeof(IEqualityComparer<>), typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(Lazy<>), typeof(Comparer<>), typeof(EqualityComparer<>),
    ];

    private readonly HashSet<Type> seen = [];

    /// <summary>Whether the value of a static readonly field can be trusted to stay as it is.</summary>
    public bool Holds(FieldInfo field)
    {
        if (field.FieldType.IsArray)
            return IsQuietArray(field);
        object? value = field.DeclaringType!.ContainsGenericParameters ? null : field.GetValue(null);
        return Holds(field.FieldType) || (value is not null && value.GetType() != field.FieldType && Holds(value.GetType()));
    }

    private bool Holds(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Fixed.Any(known => known.IsAssignableFrom(type)) || IsInvariant(type))
            return true;
        if (FixedSpaces.Any(space => $"{type.Namespace}.{type.Name}".StartsWith(space, StringComparison.Ordinal)))
            return type.GenericTypeArguments.All(Holds);
        if (type.IsGenericType && (ReadOnlyViews.Contains(type.GetGenericTypeDefinition()) || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal)))
            return type.GenericTypeArguments.All(argument => argument.IsArray ? Holds(argument.GetElementType()!) : Holds(argument));
        return IsOurs(type) && !type.IsInterface && (!seen.Add(type) || FieldsHold(type));
    }

    private bool FieldsHold(Type type)
    {
        for (Type? part = type; part is not null && IsOurs(part); part = part.BaseType)
            foreach (FieldInfo field in part.GetFields(InstanceFields))
            {
                // A struct in a readonly field cannot be assigned to; a class can, unless its own fields are readonly.
                bool holds = (field.IsInitOnly || type.IsValueType) && (field.FieldType.IsArray ? IsQuietArray(field) : Holds(field.FieldType));
                if (holds)
                    continue;
                seen.Remove(type);
                return false;
            }
        return true;
    }

    /// <summary>An array that only its room can reach, and whose elements no code there writes.</summary>
    private bool IsQuietArray(FieldInfo field) =>
        !field.IsPublic && !writes.Contain(field.DeclaringType!, field.Name) && Holds(field.FieldType.GetElementType()!);

    private static bool IsInvariant(Type type) => type == typeof(CultureInfo) || type == typeof(NumberFormatInfo);

    private bool IsOurs(Type type) => type.Assembly == room || type.Assembly.GetName().Name!.StartsWith("Coalmine.", StringComparison.Ordinal);
}
