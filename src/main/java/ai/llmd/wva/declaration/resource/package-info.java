/**
 * The VariantAutoscaling resource as it is on the wire. These records mirror the schema of the
 * CustomResourceDefinition, field by field; a component is null where the field is absent, and unknown fields are
 * ignored. The rest of the program works with {@code model} records, which have no nulls.
 */
package ai.llmd.wva.declaration.resource;
